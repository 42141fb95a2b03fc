using Harness.Drm.Requests;
using Harness.Virgl;

namespace Harness.Drm.Mutants;

/// <summary>Defects in how resources are made.</summary>
internal static class ResourceMutants
{
    public static IEnumerable<DrmMutant> All() =>
    [
        Made("drm-create-red-blue-swapped", "R8G8B8A8 resources are made as B8G8R8A8.", r =>
            r.Format == (uint)VirglFormat.R8G8B8A8_UNORM ? r with { Format = (uint)VirglFormat.B8G8R8A8_UNORM } : r),
        Made("drm-create-levels-lost", "Textures are made with level 0 alone.", r => r with { LastLevel = 0 }),
        Made("drm-create-layers-lost", "Array textures are made with one layer.", r => r.Target == (uint)PipeTextureTarget.Texture2DArray ? r with { ArraySize = 1 } : r),
        Made("drm-create-depth-lost", "Volume textures are made with one slice.", r => r with { Depth = 1 }),
        Made("drm-create-samples-lost", "Multisampled textures are made with one sample.", r => r with { Samples = 0 }),
        Made("drm-create-buffers-short", "Buffers are made a quarter shorter.", r =>
            r.Target == (uint)PipeTextureTarget.Buffer && r.Width > LifeSign.Bytes ? r with { Width = r.Width - (r.Width / 4) } : r),
        Made("drm-create-row-short", "Textures are made one row shorter.", r => r.Target == (uint)PipeTextureTarget.Texture2D && r.Height > 1 ? r with { Height = r.Height - 1 } : r),
        Made("drm-create-upside-down", "What can be drawn into is made with its first row at the top.", r =>
            r.Target == (uint)PipeTextureTarget.Texture2D && (r.Bind & (uint)VirglBind.RenderTarget) != 0 ? r with { Flags = r.Flags | 1 } : r),
    ];

    private static DrmMutant Made(string name, string defect, Func<CreateResourceRequest, CreateResourceRequest> change) =>
        new(name, defect, () => new CreateMutation(change));

    private sealed class CreateMutation(Func<CreateResourceRequest, CreateResourceRequest> change) : DrmMutation
    {
        internal override int Create(MutantDoor door, ref CreateResourceRequest request)
        {
            CreateResourceRequest changed = change(request);
            Changed |= changed != request;
            int error = door.Kernel.Call(ref changed);
            (request.Handle, request.Resource) = (changed.Handle, changed.Resource);
            return error;
        }
    }
}
