using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Scenes;

/// <summary>How the bits of a component are read.</summary>
public enum ComponentType { Float, UnsignedNormalised, SignedNormalised, UnsignedScaled, SignedScaled, UnsignedInteger, SignedInteger, Fixed, Srgb, Unused }

/// <summary>One component: which channel it feeds (R, G, B, A, Z or S), where its bits are, and how they are read.</summary>
/// <param name="Channel">R, G, B, A, Z, S, or X for bits that are not used.</param>
/// <param name="BitOffset">From the least significant bit of the little-endian element.</param>
public readonly record struct FormatComponent(char Channel, int BitOffset, int Bits, ComponentType Type);

/// <summary>The layout of a <see cref="Format"/>, read off its name: the names are regular.</summary>
public sealed partial class FormatLayout
{
    private static readonly Dictionary<Format, FormatLayout> Layouts = Enum.GetValues<Format>().Where(f => f != Format.None).ToDictionary(f => f, f => new FormatLayout(f));

    private FormatLayout(Format format)
    {
        Format = format;
        string name = format.ToString();
        var components = new List<FormatComponent>();
        int offset = 0;
        // A name is groups of "channel bits" and a type; depth-stencil names have a type after each group of channels.
        var pending = new List<(char Channel, int Bits)>();
        foreach (string part in name.Split('_'))
        {
            if (TypeOf(part) is { } type)
            {
                foreach ((char channel, int bits) in pending)
                {
                    components.Add(new FormatComponent(channel, offset, bits, channel == 'X' ? ComponentType.Unused : channel == 'A' && type == ComponentType.Srgb ? ComponentType.UnsignedNormalised : type));
                    offset += bits;
                }

                pending.Clear();
                continue;
            }

            foreach (Match group in Channels().Matches(part))
            {
                pending.Add((group.Groups[1].Value[0], int.Parse(group.Groups[2].Value, CultureInfo.InvariantCulture)));
            }
        }

        Components = components;
        Bytes = offset / 8;
    }

    public Format Format { get; }

    /// <summary>From the least significant bit up, unused bits included.</summary>
    public IReadOnlyList<FormatComponent> Components { get; }

    /// <summary>Bytes of one texel or vertex attribute.</summary>
    public int Bytes { get; }

    /// <summary>Components that carry a value.</summary>
    public int Count => Components.Count(c => c.Type != ComponentType.Unused);

    public bool IsInteger => Components.Any(c => c.Channel is not 'S' and not 'X' && c.Type is ComponentType.UnsignedInteger or ComponentType.SignedInteger) && !IsDepthStencil;

    public bool IsSigned => Components[0].Type is ComponentType.SignedInteger or ComponentType.SignedScaled or ComponentType.SignedNormalised;

    public bool HasDepth => Components.Any(c => c.Channel == 'Z');

    public bool HasStencil => Components.Any(c => c.Channel == 'S');

    public bool IsDepthStencil => HasDepth || HasStencil;

    public static FormatLayout Of(Format format) => Layouts.TryGetValue(format, out FormatLayout? layout)
        ? layout
        : throw new ArgumentOutOfRangeException(nameof(format), format, "This format has no layout.");

    private static ComponentType? TypeOf(string part) => part switch
    {
        "FLOAT" => ComponentType.Float,
        "UNORM" => ComponentType.UnsignedNormalised,
        "SNORM" => ComponentType.SignedNormalised,
        "USCALED" => ComponentType.UnsignedScaled,
        "SSCALED" => ComponentType.SignedScaled,
        "UINT" => ComponentType.UnsignedInteger,
        "SINT" => ComponentType.SignedInteger,
        "FIXED" => ComponentType.Fixed,
        "SRGB" => ComponentType.Srgb,
        _ => null,
    };

    [GeneratedRegex("([RGBAXZS])([0-9]+)")]
    private static partial Regex Channels();
}
