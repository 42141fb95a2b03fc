using System.Text;

namespace Harness.Qemu.Guest.Console;

/// <summary>
/// Cuts the bytes of a console into lines of plain text: without carriage returns, escape sequences and other control characters. It keeps
/// its state between pieces, so it does not matter where the bytes were split.
/// </summary>
public sealed class ConsoleLines(Action<string> onLine)
{
    // No kernel message is as long; a program that prints without end must not take all memory.
    private const int LongestLine = 8192;

    private readonly List<byte> _line = [];
    private Escape _escape;

    private enum Escape
    {
        None,
        Begun,
        Sequence,
        Text,
        TextEnding,
    }

    /// <summary>The line that has not ended yet.</summary>
    public string Unfinished => Encoding.UTF8.GetString([.. _line]);

    /// <summary>Takes in the next bytes.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            Take(b);
        }
    }

    /// <summary>Ends the last line, if one was begun.</summary>
    public void Finish()
    {
        if (_line.Count > 0)
        {
            End();
        }
    }

    private void Take(byte b)
    {
        const byte EscapeByte = 0x1b;
        const byte Bell = 0x07;
        if (b == (byte)'\n')
        {
            // Nothing of ours has a line break within a sequence: what had begun there was noise.
            _escape = Escape.None;
            End();
            return;
        }

        // ECMA-48: ESC [ parameters, up to a byte from @ to ~; ESC ] text, up to BEL or ESC \; ESC and intermediates, up to a byte from 0 to ~.
        switch (_escape)
        {
            case Escape.None when b == EscapeByte:
            case Escape.Sequence or Escape.Begun when b == EscapeByte:
                _escape = Escape.Begun;
                break;
            case Escape.None:
                Add(b);
                break;
            case Escape.Begun:
                _escape = b switch { (byte)'[' => Escape.Sequence, (byte)']' => Escape.Text, < 0x30 => Escape.Begun, _ => Escape.None };
                break;
            case Escape.Sequence:
                _escape = b is >= 0x40 and <= 0x7e ? Escape.None : Escape.Sequence;
                break;
            case Escape.Text:
                _escape = b switch { Bell => Escape.None, EscapeByte => Escape.TextEnding, _ => Escape.Text };
                break;
            default:
                _escape = Escape.None;
                break;
        }
    }

    private void Add(byte b)
    {
        if (b < 0x20 && b != (byte)'\t')
        {
            return;
        }

        _line.Add(b);
        if (_line.Count == LongestLine)
        {
            End();
        }
    }

    private void End()
    {
        var text = Unfinished;
        _line.Clear();
        onLine(text);
    }
}
