using Harness.Lab.Sampling;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>Turns, counted.</summary>
public sealed class SamplerTests
{
    private static readonly Sampler Sampler = new() { Turns = 7, TurnsAtMost = 20, WarmUps = 5, AtLeast = TimeSpan.FromDays(1), AtMost = TimeSpan.FromDays(1) };

    [Test]
    public void Every_turn_is_prepared_before_and_proved_after()
    {
        var bench = new ScriptedBench();
        var sample = Sampler.Take(bench);
        Assert.That(bench.Log.Chunk(3), Is.All.EqualTo(new[] { "prepare", "do", "prove" }));
        Assert.That(bench.Log, Has.Count.EqualTo(3 * (sample.WarmUps + sample.Seconds.Count)));
    }

    [Test]
    public void Short_turns_are_repeated_up_to_a_number_and_long_ones_cut_down_to_what_a_middle_needs()
    {
        Assert.That(Sampler.Take(new ScriptedBench()).Seconds, Has.Count.EqualTo(20));
        Assert.That((Sampler with { AtLeast = TimeSpan.Zero }).Take(new ScriptedBench()).Seconds, Has.Count.EqualTo(7));
        Assert.That((Sampler with { AtMost = TimeSpan.Zero }).Take(new ScriptedBench()).Seconds, Has.Count.EqualTo(3));
    }

    [Test]
    public void Turns_that_ask_for_different_work_are_told()
    {
        var steady = Sampler.Take(new ScriptedBench());
        Assert.That(steady.WorkVaries, Is.False);
        Assert.That(steady.Work, Is.EqualTo(new WorkCounters(2, 0, 0, 0, 0)));
        Assert.That(Sampler.Take(new ScriptedBench { OneMoreAt = 9 }).WorkVaries, Is.True);
    }

    [Test]
    public void A_turn_that_does_not_prove_true_ends_the_measurement()
        => Assert.That(() => Sampler.Take(new ScriptedBench { WrongAt = 4 }), Throws.TypeOf<InvalidOperationException>());

    private sealed class ScriptedBench : IBench
    {
        private long _commands;
        private int _turns;

        public int OneMoreAt { get; init; } = -1;

        public int WrongAt { get; init; } = -1;

        public List<string> Log { get; } = [];

        public string Name => "scripted";

        public long Bytes => 1;

        public WorkCounters? Work => new WorkCounters(_commands, 0, 0, 0, 0);

        public void Prepare() => Log.Add("prepare");

        public void Do()
        {
            Log.Add("do");
            _commands += _turns++ == OneMoreAt ? 3 : 2;
        }

        public void Prove()
        {
            Log.Add("prove");
            if (_turns == WrongAt)
            {
                throw new InvalidOperationException("wrong");
            }
        }

        public void Dispose()
        {
        }
    }
}
