namespace Harness.Cli.Doctor;

/// <summary>The lanes that a run takes by default, by name.</summary>
internal static class LaneNames
{
    public const string Vtest = "vtest";
    public const string Device = "device";

    public static IReadOnlyList<string> Default { get; } = [Vtest, Device];
}
