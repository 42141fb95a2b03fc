using CsCheck;
using Harness.Runs.Records;

namespace Harness.Tests.Store;

/// <summary>Runs with whatever can stand in them: messages are words of crashed programs.</summary>
internal static class RunGenerator
{
    // Also zero bytes, which PostgreSQL has no place for in a text, and halves of surrogate pairs, which are none.
    private static readonly Gen<string> Words = Gen.OneOf(Gen.Const("with \0 and \ud800 and 'quotes'\n\\"), Gen.String);
    private static readonly Gen<string?> Perhaps = Words.Null();
    private static readonly Gen<string> Name = Gen.Char["abc/-"].Array[1, 3].Select(letters => new string(letters));

    private static readonly Gen<CellDocument> Cell =
        from place in Gen.Select(Name, Name, Name)
        from texts in Gen.Select(Perhaps, Perhaps, Perhaps)
        from verdict in Gen.OneOf(Gen.Const("pass"), Gen.Const("mismatch"), Gen.Const("skip"))
        from ms in Gen.Double[0, 1e6]
        from turn in Gen.Int[2, 5].Nullable()
        from artifacts in Words.Array[1, 3].Null()
        select new CellDocument
        {
            Scene = place.Item1, Lane = place.Item2, Observer = place.Item3, Verdict = verdict, Message = texts.Item1, Failure = texts.Item2, Reason = texts.Item3,
            Ms = ms, Turn = turn, Artifacts = artifacts,
        };

    private static readonly Gen<MetricDocument[]> Metrics = Gen.Double[-1e300, 1e300].Array[1, 6].Array[0, 3].Select(samples =>
        samples.Select((values, i) => SampleRuns.Metric($"metric.{i}", values) with { Lane = i == 1 ? null : "vtest", Unsteady = i == 2 ? values.Length : null, Disturbed = i == 1 ? 2 : null }).ToArray());

    public static readonly Gen<RunDocument> Any =
        from cells in Cell.Array[0, 30]
        from metrics in Metrics
        from label in Name.Null()
        from exit in Gen.Int[0, 3].Nullable()
        from troubles in Words.Array[0, 2]
        from seconds in Gen.Int[0, 1_000_000]
        select SampleRuns.Run("any") with
        {
            Label = label,
            ExitCode = exit,
            Finished = exit is not null,
            Started = SampleRuns.FirstNight.AddMilliseconds(seconds + 0.25),
            Troubles = troubles,
            Cells = cells,
            Metrics = metrics.Length == 0 ? null : metrics,
        };
}
