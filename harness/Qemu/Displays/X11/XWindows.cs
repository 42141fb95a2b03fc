using System.Buffers.Binary;
using System.Text;
using Harness.Processes;

namespace Harness.Qemu.Displays.X11;

/// <summary>The windows of one private display, as a user without a window manager would handle them.</summary>
internal sealed class XWindows(XConnection x)
{
    private const byte ChangeWindowAttributes = 2;
    private const byte GetWindowAttributes = 3;
    private const byte GetGeometry = 14;
    private const byte QueryTree = 15;
    private const byte GetProperty = 20;
    private const byte SetInputFocus = 42;
    private const byte GetInputFocus = 43;
    private const byte QueryExtension = 98;
    private const byte PropertyNotify = 28;

    /// <summary>The topmost window that is visible; 0 when there is none.</summary>
    public uint Topmost()
    {
        var tree = x.Ask(QueryTree, 0, Words(x.Root));
        const int CountAt = 16;
        for (var i = BinaryPrimitives.ReadUInt16LittleEndian(tree.AsSpan(CountAt)) - 1; i >= 0; i--)
        {
            var window = BinaryPrimitives.ReadUInt32LittleEndian(tree.AsSpan(32 + (4 * i)));
            const int MapStateAt = 26;
            const byte Viewable = 2;
            if (x.Ask(GetWindowAttributes, 0, Words(window))[MapStateAt] == Viewable)
            {
                return window;
            }
        }

        return 0;
    }

    /// <summary>Gives a window the keyboard and clicks into its top left corner.</summary>
    public void Click(uint window)
    {
        const uint CurrentTime = 0;
        const byte RevertToParent = 2;
        x.Send(SetInputFocus, RevertToParent, Words(window, CurrentTime));
        var geometry = x.Ask(GetGeometry, 0, Words(window));
        var left = BinaryPrimitives.ReadInt16LittleEndian(geometry.AsSpan(12));
        var top = BinaryPrimitives.ReadInt16LittleEndian(geometry.AsSpan(14));
        const byte ButtonPress = 4;
        const byte ButtonRelease = 5;
        const byte Motion = 6;
        const byte LeftButton = 1;
        var test = TestExtension();
        FakeInput(test, Motion, 0, (short)(left + 1), (short)(top + 1));
        FakeInput(test, ButtonPress, LeftButton, 0, 0);
        FakeInput(test, ButtonRelease, LeftButton, 0, 0);
    }

    /// <summary>Waits until a window's title has that word in it.</summary>
    public void AwaitTitle(uint window, string word, TimeSpan atMost)
    {
        const uint EventMask = 1 << 11;
        const uint PropertyChange = 1 << 22;
        x.Send(ChangeWindowAttributes, 0, Words(window, EventMask, PropertyChange));
        var deadline = Deadline.In(atMost);
        while (!Title(window).Contains(word, StringComparison.Ordinal))
        {
            while ((x.NextEvent(deadline)[0] & 0x7f) != PropertyNotify)
            {
                // Other events are of no interest.
            }
        }
    }

    /// <summary>A window's title.</summary>
    public string Title(uint window)
    {
        const uint WmName = 39;
        const uint AnyType = 0;
        var property = x.Ask(GetProperty, 0, Words(window, WmName, AnyType, 0, 64));
        return Encoding.UTF8.GetString(property, 32, (int)BinaryPrimitives.ReadUInt32LittleEndian(property.AsSpan(16)));
    }

    /// <summary>
    /// Waits until the server has painted everything it was asked to before, its own cursor included. It paints the cursor when it is about
    /// to go to sleep, and it has slept between two round trips.
    /// </summary>
    public void Settle()
    {
        x.Ask(GetInputFocus, 0, []);
        x.Ask(GetInputFocus, 0, []);
    }

    private byte TestExtension()
    {
        var name = "XTEST"u8;
        var body = new byte[4 + 8];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)name.Length);
        name.CopyTo(body.AsSpan(4));
        var reply = x.Ask(QueryExtension, 0, body);
        return reply[8] != 0 ? reply[9] : throw new XException("The X server has no XTEST extension.");
    }

    private void FakeInput(byte test, byte type, byte detail, short left, short top)
    {
        const byte Fake = 2;
        var body = new byte[32];
        (body[0], body[1]) = (type, detail);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(8), x.Root);
        BinaryPrimitives.WriteInt16LittleEndian(body.AsSpan(20), left);
        BinaryPrimitives.WriteInt16LittleEndian(body.AsSpan(22), top);
        x.Send(test, Fake, body);
    }

    private static byte[] Words(params ReadOnlySpan<uint> words)
    {
        var bytes = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        }

        return bytes;
    }
}
