using System.CommandLine;
using Harness.Runs.Lanes;

namespace Harness.Cli;

/// <summary>Options by which verbs choose scenes.</summary>
internal static class SceneOptions
{
    /// <summary>Patterns of scene names.</summary>
    public static Option<string[]> Scene() => new("--scene")
    {
        Description = "Scenes whose names fit the pattern: * stands for any characters, ? for one. May be given several times.",
        HelpName = "GLOB",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Names of areas.</summary>
    public static Option<string[]> Area() => new("--area")
    {
        Description = "Scenes of an area: the part of a scene's name before the slash. May be given several times.",
        HelpName = "AREA",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Names of lanes.</summary>
    public static Option<string[]> Lane() => new("--lane")
    {
        Description = $"A path from scenes to pixels: {string.Join(", ", LaneCatalogue.Make(new LaneSettings()).Select(lane => lane.Name))}. May be given several times; default: HARNESS_LANES, or all that can run here.",
        HelpName = "LANE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Names of observers.</summary>
    public static Option<string[]> Observer() => new("--observer")
    {
        Description = "Where pixels are read: readback (of the resource) or scanout (what the display shows). May be given several times.",
        HelpName = "OBSERVER",
        DefaultValueFactory = _ => [],
    };
}
