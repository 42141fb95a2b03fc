using System.Text;

using Harness.VirtioGpu.Registers;

namespace Harness.Qemu.Launch;

/// <summary>A process' stderr file, read as it grows.</summary>
public sealed class HostLogFile : IHostLog, IDisposable
{
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle _file;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private long _position;

    /// <summary>Opens the file, which must exist.</summary>
    public HostLogFile(string path)
    {
        Path = path;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
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
