using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Harness.Processes;

/// <summary>A file that another process writes to, mostly its standard error, read as it grows.</summary>
public sealed class GrowingFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private long _position;

    /// <summary>Opens a file, which must exist.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="fromEnd">Whether what is there already counts as taken.</param>
    public GrowingFile(string path, bool fromEnd = false)
    {
        Path = path;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _position = fromEnd ? RandomAccess.GetLength(_file) : 0;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Whether there is something that was not taken yet. One system call.</summary>
    public bool HasMore => RandomAccess.GetLength(_file) > _position;

    /// <summary>What was written since the last call; null when nothing was. One system call and no allocation then.</summary>
    public string? TakeNew()
    {
        var count = RandomAccess.Read(_file, _buffer, _position);
        if (count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        for (; count > 0; count = RandomAccess.Read(_file, _buffer, _position))
        {
            text.Append(Encoding.UTF8.GetString(_buffer, 0, count));
            _position += count;
        }

        return text.ToString();
    }

    /// <summary>The last lines of the file, read anew; the position of <see cref="TakeNew"/> stays.</summary>
    public string Tail(int lines = 12)
    {
        var length = RandomAccess.GetLength(_file);
        var start = long.Max(0, length - _buffer.Length);
        var bytes = new byte[length - start];
        var count = RandomAccess.Read(_file, bytes, start);
        var all = Encoding.UTF8.GetString(bytes, 0, count).TrimEnd().Split('\n');
        return string.Join('\n', all.TakeLast(lines));
    }

    public void Dispose() => _file.Dispose();
}
