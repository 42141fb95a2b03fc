using System.Runtime.CompilerServices;
using Harness.Drm.Files;
using Harness.Drm.Requests;

namespace Harness.Drm.Mutants;

/// <summary>An open file of a kernel that has a defect, or none, as the switch has it.</summary>
public sealed class MutantDoor(IDrmDoor kernel, DrmMutantSwitch mutants) : IDrmDoor
{
    private readonly Dictionary<uint, CreateResourceRequest> _made = [];
    private DrmMutation? _mutation;
    private int _version = -1;

    /// <inheritdoc/>
    public string Path => kernel.Path;

    /// <summary>The kernel without the defect.</summary>
    internal IDrmDoor Kernel => kernel;

    private DrmMutation? Mutation
    {
        get
        {
            if (_version != mutants.Version)
            {
                (_version, _mutation) = (mutants.Version, mutants.Make());
            }

            return _mutation;
        }
    }

    /// <inheritdoc/>
    public int Call<T>(ref T request) where T : unmanaged, IDrmRequest
    {
        if (typeof(T) == typeof(CreateResourceRequest))
        {
            return Create(ref Unsafe.As<T, CreateResourceRequest>(ref request));
        }

        if (typeof(T) == typeof(CloseHandleRequest))
        {
            _made.Remove(Unsafe.As<T, CloseHandleRequest>(ref request).Handle);
        }

        return Mutation is { } mutation ? mutation.Call(this, ref request) : kernel.Call(ref request);
    }

    /// <inheritdoc/>
    public DrmMapping Map(ulong offset, int bytes) => Mutation is { } mutation ? mutation.MapMemory(kernel, offset, bytes) : kernel.Map(offset, bytes);

    /// <inheritdoc/>
    public bool WaitForFence(int descriptor, TimeSpan allowed) => Mutation is { } mutation
        ? mutation.WaitForFence(kernel, descriptor, allowed)
        : kernel.WaitForFence(descriptor, allowed);

    /// <inheritdoc/>
    public int ReadEvents(Span<byte> buffer, TimeSpan allowed) => Mutation is { } mutation
        ? mutation.ReadEvents(kernel, buffer, allowed)
        : kernel.ReadEvents(buffer, allowed);

    /// <inheritdoc/>
    public void CloseDescriptor(int descriptor) => kernel.CloseDescriptor(descriptor);

    /// <inheritdoc/>
    public void Dispose() => kernel.Dispose();

    /// <summary>What was asked for when a buffer object was made through this file; null for those taken in.</summary>
    internal CreateResourceRequest? Made(uint handle) => _made.TryGetValue(handle, out CreateResourceRequest made) ? made : null;

    private int Create(ref CreateResourceRequest request)
    {
        CreateResourceRequest asked = request;
        int error = Mutation is { } mutation ? mutation.Call(this, ref request) : kernel.Call(ref request);
        if (error == 0)
        {
            _made[request.Handle] = asked with { Handle = request.Handle, Resource = request.Resource };
        }

        return error;
    }
}
