using Harness.Processes;

namespace Harness.Virgl.Vtest;

/// <summary>Reads what a renderer writes to its error file, piece by piece.</summary>
public sealed class RendererLog : IDisposable
{
    private const int MostLines = 40;

    /// <summary>What virgl_test_server says of each client that comes and goes.</summary>
    private static readonly string[] Chatter =
        ["gl_version ", "GLSL feature level ", "vtest_client_dispatch_commands: client context created", "client failed: VTEST_CLIENT_ERROR_INPUT_READ"];

    private readonly GrowingFile _file;

    /// <summary>Follows a file from its present end.</summary>
    public RendererLog(string path) => _file = new GrowingFile(path, fromEnd: true);

    /// <summary>Whether there is something that was not taken yet. One system call.</summary>
    public bool HasMore => _file.HasMore;

    /// <summary>What was written since the last call, without what the server says of every client; at most some 40 lines of it.</summary>
    public string TakeWords()
    {
        var lines = (_file.TakeNew() ?? string.Empty).Split('\n')
            .Where(line => line.Length > 0 && !Chatter.Any(words => line.StartsWith(words, StringComparison.Ordinal)))
            .ToList();
        return lines.Count <= MostLines
            ? string.Join('\n', lines)
            : string.Join('\n', [.. lines.Take(MostLines), $"... and {lines.Count - MostLines} lines more in {_file.Path}"]);
    }

    public void Dispose() => _file.Dispose();
}
