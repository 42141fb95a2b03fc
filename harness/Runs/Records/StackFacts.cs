using Harness.Link.Messages;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;

namespace Harness.Runs.Records;

/// <summary>Finds out the versions below a lane that the running stack itself does not tell: asks the program, and looks at the libraries it has mapped.</summary>
public static class StackFacts
{
    private static readonly Task<string?> Unknown = Task.FromResult<string?>(null);

    /// <summary>Describes a lane's stack; takes some tens of milliseconds of other processes.</summary>
    public static async Task<LaneDocument> Describe(LaneStack stack)
    {
        var library = MappedLibrary(stack.ProcessId);
        var versions = await Task.WhenAll(stack is { Program: { } path, Accelerator: not null } ? ToldVersion.Ask(path, "--version") : Unknown, library is null ? Unknown : RendererVersion.Of(library)).ConfigureAwait(false);
        var isQemu = stack.Accelerator is not null;
        var program = stack.Program is null ? null : new ProgramDocument(versions[0], stack.Program);
        return new LaneDocument
        {
            Stack = StackName.Of(versions[1], stack.Renderer, isQemu ? versions[0] ?? "unknown" : null, stack.Facts.Find("kernel"), Mesa(stack), stack.Virglrenderer).Text,
            Connection = stack.Connection,
            GlRenderer = stack.Renderer,
            Capset = new CapsetDocument(stack.CapsetId, stack.CapsetVersion),
            Qemu = isQemu ? program : null,
            VtestServer = isQemu ? null : program,
            Virglrenderer = new ProgramDocument(versions[1], library),
            Accelerator = stack.Accelerator,
            Display = stack.Display,
            ShaderCache = stack.ShaderCache,
            Facts = stack.Facts.Count == 0 ? null : stack.Facts.DistinctBy(fact => fact.Key).ToDictionary(fact => fact.Key, fact => fact.Value),
        };
    }

    /// <summary>"4.5 (Core Profile) Mesa 22.3.6" as 22.3.6.</summary>
    private static string? Mesa(LaneStack stack)
    {
        const string Name = "Mesa ";
        return stack.Facts.Find("version") is { } version && version.IndexOf(Name, StringComparison.Ordinal) is >= 0 and var at
            ? version[(at + Name.Length)..].Split(' ')[0]
            : null;
    }

    /// <summary>The virglrenderer that a process has mapped; null when that cannot be seen.</summary>
    private static string? MappedLibrary(int? process)
    {
        if (process is null)
        {
            return null;
        }

        try
        {
            foreach (var line in File.ReadLines($"/proc/{process}/maps"))
            {
                if (line.Contains("/libvirglrenderer.so", StringComparison.Ordinal))
                {
                    return line[line.IndexOf('/', StringComparison.Ordinal)..];
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or belongs to somebody else.
        }

        return null;
    }
}
