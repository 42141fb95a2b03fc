using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Harness.Runs.Disturbances;
using Harness.Runs.Gating;
using Harness.Runs.Plan;
using Harness.Statistics.Gating;

namespace Harness.Cli.Gating;

/// <summary>Options that `gate` and `aa` have in common.</summary>
internal sealed class GateOptions
{
    private static readonly GatePlan Usual = new();

    private readonly Option<string[]> _lane = new("--lane")
    {
        Description = "Lanes to measure on: device, drm or guest for a QEMU, drm or guest for a driver, vtest for a vtest server. May be given several times; default: device, vtest, and of a driver those that the part of it that differs takes (drm for the kernel's, guest for OpenGL).",
        HelpName = "LANE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _metric = new("--metric")
    {
        Description = "Metrics whose names fit the pattern, with or without LANE/ before them. May be given several times; default: all.", HelpName = "GLOB", DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _freshVm = new("--fresh-vm") { Description = "A host stack of its own for every launch (a QEMU, a booted guest), instead of a context of its own." };

    private readonly Option<int[]?> _looks = new("--looks")
    {
        Description = $"Launches a side at which to look. Default: {string.Join(",", Usual.Looks.Select(look => look.Launches))}.",
        HelpName = "N,N,...",
        CustomParser = result => Numbers<int>(result, text => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null),
    };

    private readonly Option<double[]?> _alpha = new("--alpha")
    {
        Description = $"The p below which a look is significant, one for each look, or one for all together. Default: {string.Join(",", Usual.Looks.Select(look => look.Alpha.ToString(CultureInfo.InvariantCulture)))}.",
        HelpName = "P,P,...",
        CustomParser = result => Numbers<double>(result, text => double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1 ? number : null),
    };

    private readonly Option<int> _confirm = new("--confirm")
    {
        Description = "Fresh launches a side in which a slowdown must show again.", HelpName = "N", DefaultValueFactory = _ => Usual.Confirmation.Launches,
    };

    private readonly Option<double> _minEffect = new("--min-effect")
    {
        Description = "The smallest slowdown that counts, in percent.", HelpName = "PERCENT", DefaultValueFactory = _ => Usual.MinEffect * 100,
    };

    private readonly QuietOptions _quiet = new(new QuietTerms());

    private readonly Option<string?> _image = new("--image") { Description = "The guest image to boot; default: the usual one, or HARNESS_IMAGE.", HelpName = "NAME" };

    private readonly Option<string?> _revision = new("--revision") { Description = "What the head is called: mostly a commit. Default: what it says of itself.", HelpName = "NAME" };

    private readonly Option<string?> _changes = new("--changes") { Description = "The ledger of accepted changes; default: perf/changes.json of this repository.", HelpName = "FILE" };

    private readonly Option<string?> _markdown = new("--markdown") { Description = "Where to write the comment for a pull request; it is in the folder anyway.", HelpName = "FILE" };

    private readonly Option<string?> _json = new("--json") { Description = "Where to write gate.json; it is in the folder anyway.", HelpName = "FILE" };

    private readonly Option<string?> _folder = new("--out") { Description = "Folder for run.json, gate.json and gate.md; default: runs/<time>-<id>.", HelpName = "DIR" };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_lane, _metric, _freshVm, _looks, _alpha, _confirm, _minEffect, .. _quiet.All, _image, _revision, _changes, _markdown, _json, _folder];

    /// <summary>What they say.</summary>
    /// <exception cref="UsageException">Together they make no sense.</exception>
    public GateArguments Read(ParseResult parsed, string kind, string @base, string head) => new()
    {
        Kind = kind,
        Base = @base,
        Head = head,
        Terms = new GateTerms
        {
            Plan = PlanOf(parsed),
            FreshStacks = parsed.GetValue(_freshVm),
            Quiet = _quiet.Read(parsed),
            Metrics = parsed.GetValue(_metric)!,
        },
        Lanes = parsed.GetValue(_lane)!,
        Image = parsed.GetValue(_image),
        Revision = parsed.GetValue(_revision),
        Changes = parsed.GetValue(_changes),
        Markdown = parsed.GetValue(_markdown),
        Json = parsed.GetValue(_json),
        Folder = parsed.GetValue(_folder),
        CommandLine = [.. parsed.Tokens.Select(token => token.Value)],
    };

    private GatePlan PlanOf(ParseResult parsed)
    {
        var launches = parsed.GetValue(_looks) is { Length: > 0 } given ? given : [.. Usual.Looks.Select(look => look.Launches)];
        var alpha = parsed.GetValue(_alpha) is { Length: > 0 } named ? named : (launches.Length == Usual.Looks.Count ? [.. Usual.Looks.Select(look => look.Alpha)] : [Usual.Looks.Sum(look => look.Alpha)]);
        if (alpha.Length != 1 && alpha.Length != launches.Length)
        {
            throw new UsageException($"There are {launches.Length} looks ({string.Join(", ", launches)}) and {alpha.Length} alphas: give one for each look, or one for all together.");
        }

        try
        {
            return new GatePlan
            {
                Looks = [.. launches.Select((count, i) => new Look(count, alpha.Length == launches.Length ? alpha[i] : alpha[0] / launches.Length))],
                Confirmation = Usual.Confirmation with { Launches = parsed.GetValue(_confirm) },
                MinEffect = parsed.GetValue(_minEffect) / 100,
            }.Checked();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static T[]? Numbers<T>(ArgumentResult result, Func<string, T?> parse) where T : struct
    {
        var text = result.Tokens[0].Value;
        var numbers = text.Split(',', StringSplitOptions.TrimEntries).Select(parse).ToList();
        if (numbers.TrueForAll(number => number is not null))
        {
            return [.. numbers.OfType<T>()];
        }

        result.AddError($"'{text}' are no positive numbers with commas between them.");
        return null;
    }
}
