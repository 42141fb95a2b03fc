using System.Runtime.InteropServices;
using Harness.Catalogue;
using Harness.Gl.Egl;
using Harness.Gl.Player;
using Harness.Imaging;
using Harness.Runs;
using Harness.Runs.Expectations;
using Harness.Runs.References;
using Harness.Scenes;

namespace Harness.Tests.Gl;

/// <summary>The machine's own GL in software, what of the catalogue it can play, and what is allowed there.</summary>
internal static partial class NativeGl
{
    private static readonly RepositoryFolder Repository = RepositoryFolder.Find()!;
    private static readonly ReferenceStore Store = CommittedFrames.Open(Repository)!;
    private static readonly ExpectedFailList Expected = ExpectedFailList.Load(Repository.ExpectedFails);
    private static readonly Dictionary<string, ReferenceFrame> References = [];

    /// <summary>The scenes that OpenGL has words for.</summary>
    public static IReadOnlyList<Scene> Playable { get; } = [.. SceneCatalogue.All.Where(s => GlPlayer.WhyNot(s) is null)];

    public static Scene Find(string name) => SceneCatalogue.All.Single(s => s.Name == name);

    public static EglContext Context(GlProfile profile = GlProfile.Core)
    {
        // The library reads the process' own environment, which .NET's copy of it does not reach.
        _ = SetEnvironment("LIBGL_ALWAYS_SOFTWARE", "1", 1);
        return EglContext.Surfaceless(profile);
    }

    /// <summary>Whether the list says that this scene fails on lane <c>native</c>.</summary>
    public static bool IsExpectedToFail(Scene scene) => Expected.Entries.Any(e => e.Lane == "native" && e.Covers(new CellName(scene.Name, "native", Observer.Readback)));

    /// <summary>What is wrong with a frame; null when it is within the committed bounds.</summary>
    public static string? Violation(Scene scene, Frame frame) => BoundsCheck.FindViolation(Reference(scene), frame)?.ToString();

    private static ReferenceFrame Reference(Scene scene)
    {
        if (!References.TryGetValue(scene.Name, out ReferenceFrame? reference))
        {
            References[scene.Name] = reference = Store.TryLoad(scene) ?? throw new InvalidOperationException($"There is no committed frame of {scene.Name}.");
        }

        return reference;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
