using Harness.Runs.Blame;

namespace Harness.Tests.Runs.Blame;

/// <summary>Evidence in shorthand: six signs for native, vtest, virpipe, device, drm, guest, as <c>+ + - + + -</c>.</summary>
internal static class Readings
{
    /// <summary>
    /// <c>+</c> right, <c>o</c> right and seen so on the display, <c>-</c> wrong, <c>~</c> wrong in another way, <c>!</c> a fault, <c>H</c> host crash, <c>K</c> guest kernel crash, <c>P</c> player crash, <c>s</c> scanout wrong and readback
    /// right, <c>d</c> wrong on the display and not read back, <c>.</c> no evidence.
    /// </summary>
    public const string Signs = "+o-~!HKPsd.";

    /// <summary>The evidence of six signs.</summary>
    public static SceneEvidence Of(string signs, bool reviewed = true, Func<string, string?>? hostGlOf = null)
    {
        var each = signs.Replace(" ", "", StringComparison.Ordinal);
        if (each.Length != LaneNames.All.Count)
        {
            throw new ArgumentException($"'{signs}' is not {LaneNames.All.Count} signs.", nameof(signs));
        }

        return new SceneEvidence(LaneNames.All.Select((lane, i) => Of(lane, each[i])).OfType<LaneReading>()) { Reviewed = reviewed, HostGlOf = hostGlOf ?? (_ => null) };
    }

    /// <summary>One lane's reading; null for none.</summary>
    public static LaneReading? Of(string lane, char sign) => sign switch
    {
        '+' => new LaneReading(lane, LaneState.Right),
        'o' => new LaneReading(lane, LaneState.Right) { ScanoutRight = true },
        '-' => new LaneReading(lane, LaneState.Wrong, "one picture"),
        '~' => new LaneReading(lane, LaneState.Wrong, "another picture"),
        '!' => new LaneReading(lane, LaneState.Fault, "context lost"),
        'H' => new LaneReading(lane, LaneState.HostCrash, "host crash"),
        'K' => new LaneReading(lane, LaneState.GuestCrash, "guest crash"),
        'P' => new LaneReading(lane, LaneState.DriverCrash, "driver crash"),
        's' => new LaneReading(lane, LaneState.ScanoutWrong, "one picture"),
        'd' => new LaneReading(lane, LaneState.Wrong, "one picture") { DisplayAlone = true },
        '.' => null,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, null),
    };
}
