using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Harness.Drm.Requests;

/// <summary>What a card has to show pictures with (drm_mode_card_res). Counts are what fits in, and what there is as the answer.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CardRequest : IDrmRequest
{
    public ulong Framebuffers;
    public ulong Crtcs;
    public ulong Connectors;
    public ulong Encoders;
    public uint FramebufferCount;
    public uint CrtcCount;
    public uint ConnectorCount;
    public uint EncoderCount;
    public uint LeastWidth;
    public uint MostWidth;
    public uint LeastHeight;
    public uint MostHeight;

    public static uint Number => 0xC040_64A0;

    public static string Name => "MODE_GETRESOURCES";
}

/// <summary>A connector (drm_mode_get_connector).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ConnectorRequest : IDrmRequest
{
    /// <summary>Value of <see cref="Connection"/>: a display is there.</summary>
    public const uint Connected = 1;

    public ulong Encoders;
    public ulong Modes;
    public ulong Properties;
    public ulong PropertyValues;
    public uint ModeCount;
    public uint PropertyCount;
    public uint EncoderCount;
    public uint Encoder;
    public uint Connector;
    public uint Type;
    public uint TypeNumber;
    public uint Connection;
    public uint Millimetres;
    public uint MillimetresHigh;
    public uint SubPixel;
    public uint Padding;

    public static uint Number => 0xC050_64A7;

    public static string Name => "MODE_GETCONNECTOR";
}

/// <summary>Timings of a display (drm_mode_modeinfo). Virtual displays look at the visible size alone; the kernel wants the rest to be in order.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ModeTimings
{
    private const uint UserDefined = 0x20;
    private const int Blank = 4;
    private const int FramesPerSecond = 60;

    public uint Clock;
    public ushort Width;
    public ushort HorizontalSyncStart;
    public ushort HorizontalSyncEnd;
    public ushort HorizontalTotal;
    public ushort HorizontalSkew;
    public ushort Height;
    public ushort VerticalSyncStart;
    public ushort VerticalSyncEnd;
    public ushort VerticalTotal;
    public ushort VerticalScan;
    public uint Refresh;
    public uint Flags;
    public uint Type;
    public ModeName Name;

    /// <summary>A mode that shows that many pixels, 60 times a second.</summary>
    public static ModeTimings Of(int width, int height)
    {
        ushort horizontal = checked((ushort)(width + (3 * Blank))), vertical = checked((ushort)(height + (3 * Blank)));
        return new ModeTimings
        {
            Clock = (uint)Math.Max(1, (long)horizontal * vertical * FramesPerSecond / 1000),
            Width = (ushort)width,
            HorizontalSyncStart = (ushort)(width + Blank),
            HorizontalSyncEnd = (ushort)(width + (2 * Blank)),
            HorizontalTotal = horizontal,
            Height = (ushort)height,
            VerticalSyncStart = (ushort)(height + Blank),
            VerticalSyncEnd = (ushort)(height + (2 * Blank)),
            VerticalTotal = vertical,
            Refresh = FramesPerSecond,
            Type = UserDefined,
        };
    }

    /// <summary>32 bytes of text that nobody needs.</summary>
    [InlineArray(32)]
    public struct ModeName
    {
        private byte _first;
    }
}

/// <summary>Shows a framebuffer, and how (drm_mode_crtc).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SetCrtcRequest : IDrmRequest
{
    public ulong Connectors;
    public uint ConnectorCount;
    public uint Crtc;
    public uint Framebuffer;

    /// <summary>The framebuffer's pixel at the upper left corner of the display.</summary>
    public uint X;
    public uint Y;
    public uint GammaSize;
    public uint ModeIsValid;
    public ModeTimings Mode;

    public static uint Number => 0xC068_64A2;

    public static string Name => "MODE_SETCRTC";
}

/// <summary>Makes a framebuffer of buffer objects (drm_mode_fb_cmd2).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct AddFramebufferRequest : IDrmRequest
{
    /// <summary>Blue in the lowest byte, then green, red, and one byte that nobody looks at.</summary>
    public const uint Xrgb8888 = 0x34325258;

    /// <summary>Answer.</summary>
    public uint Framebuffer;
    public uint Width;
    public uint Height;
    public uint PixelFormat;
    public uint Flags;
    public Planes<uint> Handles;
    public Planes<uint> Pitches;
    public Planes<uint> Offsets;
    public Planes<ulong> Modifiers;

    public static uint Number => 0xC068_64B8;

    public static string Name => "MODE_ADDFB2";

    /// <summary>Four planes; packed formats use the first.</summary>
    [InlineArray(4)]
    public struct Planes<T>
    {
        private T _first;
    }
}

/// <summary>Takes a framebuffer away; what is shown of it goes dark.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct RemoveFramebufferRequest : IDrmRequest
{
    public uint Framebuffer;

    public static uint Number => 0xC004_64AF;

    public static string Name => "MODE_RMFB";
}

/// <summary>Shows another framebuffer of the same size (drm_mode_crtc_page_flip).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct PageFlipRequest : IDrmRequest
{
    /// <summary>Flag: an event is to be read from the device file when it is shown.</summary>
    public const uint WithEvent = 1;

    public uint Crtc;
    public uint Framebuffer;
    public uint Flags;
    public uint Reserved;

    /// <summary>Comes back in the event.</summary>
    public ulong UserData;

    public static uint Number => 0xC018_64B0;

    public static string Name => "MODE_PAGE_FLIP";
}

/// <summary>What is read from the device file when a page flip is done (drm_event_vblank).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct FlipEvent
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const uint FlipComplete = 2;

    public uint Type;
    public uint Length;
    public ulong UserData;
    public uint Seconds;
    public uint Microseconds;
    public uint Sequence;
    public uint Crtc;
}
