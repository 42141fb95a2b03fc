using Harness.Tests.Virgl;
using Harness.Tests.Virgl.Vtest;
using Harness.Virgl;
using Harness.Virgl.Commands;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Registers;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

/// <summary>A connection that cannot hear the renderer notices what it loses from the streams alone.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class UnheardLossTests : DeviceFixture
{
    private VirtioGpuConnection _deaf = null!;

    [SetUp]
    public void StopListening()
    {
        // The fixture's own connection over the same device is not used any more.
        Connection.Device.Reset();
        _deaf = new VirtioGpuConnection(Connection.Device, Connection.Memory, new Silence());
    }

    [TearDown]
    public void Close() => _deaf.Dispose();

    [TestCaseSource(typeof(BadStreams), nameof(BadStreams.All))]
    public void A_bad_stream_loses_its_context_also_where_nobody_hears_the_renderer(string? words, Action<Target> write)
    {
        var (target, lost) = Loss.Provoke(_deaf, write);

        Assert.That(lost, Does.Contain($"context {target.Context}").And.Contain("It has printed nothing at all"), words);
        _deaf.DestroyContext(target.Context);
        Target.AssertDraws(_deaf);
    }

    [Test]
    public void A_part_left_out_is_noticed_behind_streams_that_were_executed()
    {
        var target = Loss.Ready(_deaf);
        target.Encoder.Write(new RawCommand(200, [], ""));
        target.Submit();
        for (var i = 0; i < LifeSign.Links - 1; i++)
        {
            target.Encoder.SetSampleMask(uint.MaxValue);
            target.Submit();
        }

        Assert.That(() => _deaf.Finish(target.Context), Loss.IsNoticed);
        _deaf.DestroyContext(target.Context);
    }

    [TestCase(1)]
    [TestCase(LifeSign.Links)]
    [TestCase(LifeSign.Links + 1)]
    [TestCase((3 * LifeSign.Links) + 5)]
    public void A_loss_is_noticed_after_any_number_of_streams_and_a_living_context_is_not_taken_for_lost(int streams)
    {
        var target = Loss.Ready(_deaf);
        for (var i = 0; i < streams; i++)
        {
            target.Encoder.SetSampleMask(uint.MaxValue);
            target.Submit();
        }

        _deaf.Finish(target.Context);
        target.Encoder.BindObject(ObjectType.Blend, 77);
        for (var i = 0; i < streams; i++)
        {
            target.Encoder.SetSampleMask(uint.MaxValue);
            target.Submit();
        }

        Assert.That(() => _deaf.Finish(target.Context), Loss.IsNoticed);
        _deaf.DestroyContext(target.Context);
    }

    [Test]
    public void A_transfer_out_of_bounds_is_noticed_without_words_in_both_directions([Values] bool toHost)
    {
        var target = Loss.Ready(_deaf);
        var transfer = new Transfer(new Box(0, Target.Size - 1, 0, Target.Size, 2, 1));
        if (toHost)
        {
            _deaf.TransferToHost(target.Context, target.Color, transfer);
        }
        else
        {
            _deaf.TransferFromHost(target.Context, target.Color, transfer);
        }

        Assert.That(() => _deaf.Finish(target.Context), Loss.IsNoticed);
        _deaf.DestroyContext(target.Context);
        Target.AssertDraws(_deaf);
    }

    [Test]
    public void More_contexts_than_signs_work_and_signs_are_used_again()
    {
        for (var round = 0; round < 2; round++)
        {
            var contexts = Enumerable.Range(0, 300).Select(i => _deaf.CreateContext($"{i}")).ToArray();
            foreach (var context in contexts)
            {
                _deaf.Submit(context, [0]);
                _deaf.Finish(context);
            }

            _deaf.Submit(contexts[0], [200]);
            Assert.That(() => _deaf.Finish(contexts[0]), Throws.TypeOf<DeviceException>());
            foreach (var context in contexts)
            {
                _deaf.DestroyContext(context);
            }
        }
    }

    private sealed class Silence : IHostLog
    {
        public string? TakeNew() => null;
    }
}
