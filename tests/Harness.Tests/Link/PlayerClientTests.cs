using System.Diagnostics;
using System.Net.Sockets;
using Harness.Link.Clients;
using Harness.Link.Framing;
using Harness.Link.Messages;
using NUnit.Framework;

namespace Harness.Tests.Link;

/// <summary>The harness's side of a link, against a player that the test writes itself.</summary>
[CancelAfter(30_000)]
public sealed class PlayerClientTests
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);
    private static readonly Play Request = new(new byte[] { 1, 2 }, true, null, string.Empty);

    private LinkHub _hub = null!;
    private Stream _far = null!;

    [SetUp]
    public void Connect()
    {
        var path = Path.Combine(Path.GetTempPath(), $"link-{Guid.NewGuid():n}");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var near = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        near.Connect(new UnixDomainSocketEndPoint(path));
        _far = new NetworkStream(listener.Accept(), ownsSocket: true);
        _hub = new LinkHub(new NetworkStream(near, ownsSocket: true));
        File.Delete(path);
    }

    [TearDown]
    public void Close()
    {
        _hub.Dispose();
        _far.Dispose();
    }

    [Test]
    public void A_question_gets_its_answer()
    {
        var writer = new FrameWriter(_far);
        writer.Send(new PlayerHello([new("renderer", "virgl")]));
        var client = new PlayerClient(_hub);
        Assert.That(client.WaitForHello(Allowed).Facts.Find("renderer"), Is.EqualTo("virgl"));
        writer.Send(new Played(PlayFault.None, string.Empty, 1, 2, 1, 1, new byte[] { 9, 8, 7, 6 }));
        Assert.That(client.Play(Request, Allowed).Rgba.ToArray(), Is.EqualTo(new byte[] { 9, 8, 7, 6 }));
        Assert.That(new FrameReader(_far).Receive().Type, Is.EqualTo(MessageType.Play));
    }

    [Test]
    public void Marks_of_turns_are_answered_while_a_question_is_open_and_none_is_expected_where_nobody_counts()
    {
        var request = new Measure("upload", 1, 1, 0, 0, 1, default);
        var (reader, writer) = (new FrameReader(_far), new FrameWriter(_far));
        writer.Send(new TurnMark(Begins: true));
        writer.Send(new TurnMark(Begins: false));
        writer.Send(Measured.Not(MeasureFault.Absent, "no road") with { DeviceWork = [7, -1], Elapsed = 3 });
        var answer = new PlayerClient(_hub).Measure(request, Allowed, mark => new TurnMarked(mark.Begins ? [] : [7]));
        Assert.That((answer.Message, answer.Elapsed), Is.EqualTo(("no road", 3L)));
        Assert.That(answer.DeviceWork, Is.EqualTo(new[] { 7L, -1 }));
        Assert.That(Measure.Read(new MessageReader(reader.Receive().Payload)).Counts, Is.True);
        Assert.That(TurnMarked.Read(new MessageReader(reader.Receive().Payload)).Work, Is.Empty);
        Assert.That(TurnMarked.Read(new MessageReader(reader.Receive().Payload)).Work, Is.EqualTo(new[] { 7L }));

        writer.Send(new TurnMark(Begins: true));
        Assert.That(() => new PlayerClient(_hub).Measure(request, Allowed), Throws.TypeOf<PlayerGoneException>().With.Message.Contains("TurnMark"));
        Assert.That(Measure.Read(new MessageReader(reader.Receive().Payload)).Counts, Is.False);
    }

    [Test]
    public void A_player_that_does_not_answer_is_given_up_at_the_deadline()
    {
        var started = Stopwatch.GetTimestamp();
        Assert.That(Assert.Throws<TimeoutException>(() => new PlayerClient(_hub).Play(Request, TimeSpan.FromMilliseconds(200)))!.Message, Is.EqualTo("The player has not answered, and got nothing done for 0.2 s."));
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Allowed));
    }

    [Test]
    public void A_player_that_closes_the_link_is_gone_at_once()
    {
        _far.Dispose();
        Assert.Throws<PlayerGoneException>(() => new PlayerClient(_hub).WaitForHello(Allowed));
    }

    [Test]
    public void What_the_agent_tells_of_a_players_end_is_kept()
    {
        new FrameWriter(_far).Send(new PlayerEnded(139, "#0 scissor+0x4"), 7);
        var gone = Assert.Throws<PlayerGoneException>(() => new PlayerClient(_hub, 7).Play(Request, Allowed))!;
        Assert.That(gone.Ended, Is.EqualTo(new PlayerEnded(139, "#0 scissor+0x4")));
    }

    [Test]
    public void A_player_without_a_driver_says_why()
    {
        new FrameWriter(_far).Send(new PlayerFailed("There is no libEGL.so.1: install libegl1."));
        Assert.That(Assert.Throws<PlayerGoneException>(() => new PlayerClient(_hub).WaitForHello(Allowed))!.Message, Does.Contain("install libegl1"));
    }

    [Test]
    public void Bytes_that_are_no_frame_end_the_link_with_their_reason()
    {
        _far.Write("Kernel panic - not syncing: Attempted to kill init!"u8);
        Assert.That(Assert.Throws<PlayerGoneException>(() => new PlayerClient(_hub).WaitForHello(Allowed))!.Message, Does.Contain("does not speak the link protocol"));
    }

    [Test]
    public async Task A_player_that_gets_on_is_waited_for_and_one_that_stands_still_is_not([Values] bool getsOn)
    {
        var standstill = TimeSpan.FromSeconds(1);
        var writer = new FrameWriter(_far);
        var beats = 0;
        await using var heart = new Timer(_ => writer.Send(new Heartbeat(getsOn ? ++beats : 5)), null, 0, 50);
        await using var answer = new Timer(_ => writer.Send(new PlayerHello([])), null, 1600, Timeout.Infinite);
        var client = new PlayerClient(_hub);
        if (getsOn)
        {
            client.WaitForHello(standstill);
        }
        else
        {
            Assert.That(() => client.WaitForHello(standstill), Throws.TypeOf<TimeoutException>().With.Message.EqualTo("The player has not said that it is ready, and got nothing done for 1 s."));
        }
    }

    [Test]
    public async Task A_player_that_works_without_end_is_given_up_too()
    {
        var writer = new FrameWriter(_far);
        var beats = 0;
        await using var heart = new Timer(_ => writer.Send(new Heartbeat(++beats)), null, 0, 50);
        Assert.That(
            () => new PlayerClient(_hub).Play(Request, TimeSpan.FromSeconds(1)),
            Throws.TypeOf<TimeoutException>().With.Message.EqualTo("The player has not answered within 3 s, though it worked all the time."));
    }
}
