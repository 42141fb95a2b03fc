using CsCheck;
using Harness.Link.Framing;
using Harness.Link.Messages;
using NUnit.Framework;

namespace Harness.Tests.Link;

public sealed class FramingTests
{
    private static readonly LinkFrame Sample = new(MessageType.Played, 3, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 });

    [Test]
    public void A_frame_comes_out_as_it_went_in()
        => Gen.Select(Gen.Byte, Gen.UShort, Gen.Byte.Array[0, 5000]).Sample((type, channel, payload) =>
        {
            var frame = Receive(Bytes(new LinkFrame((MessageType)type, channel, payload)));
            return frame.Type == (MessageType)type && frame.Channel == channel && frame.Payload.Span.SequenceEqual(payload);
        });

    [Test]
    public void Frames_follow_one_another_and_the_end_between_two_is_told_from_one_within()
    {
        byte[] two = [.. Bytes(Sample), .. Bytes(Sample)];
        var reader = new FrameReader(new MemoryStream(two));
        reader.Receive();
        reader.Receive();
        Assert.That(Assert.Throws<LinkException>(() => reader.Receive())!.Message, Does.Contain("closed the link"));
        for (var length = 1; length < Bytes(Sample).Length; length++)
        {
            var cut = new FrameReader(new MemoryStream(Bytes(Sample)[..length]));
            Assert.That(Assert.Throws<LinkException>(() => cut.Receive())!.Message, Does.Contain("within a frame"));
        }
    }

    [Test]
    public void A_changed_bit_anywhere_in_a_frame_is_noticed()
    {
        var whole = Bytes(Sample);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<LinkException>(() => Receive(damaged), $"bit {bit}");
        }
    }

    [Test]
    public void An_agent_of_another_version_is_named_as_such()
    {
        var other = Bytes(Sample);
        other[4] = 9;
        Assert.That(Assert.Throws<LinkException>(() => Receive(other))!.Message, Does.Contain("version 9").And.Contain("one build"));
    }

    [Test]
    public void Messages_survive_the_way()
    {
        KeyValuePair<string, string>[] facts = [new("kernel", "6.1.0"), new("empty", string.Empty), new("ünï", "→")];
        Assert.Multiple(() =>
        {
            Assert.That(Again(new AgentHello(facts), AgentHello.Read).Facts, Is.EqualTo(facts));
            Assert.That(Again(new Heartbeat(long.MaxValue), Heartbeat.Read), Is.EqualTo(new Heartbeat(long.MaxValue)));
            Assert.That(Again(new Trouble("no disk", true), Trouble.Read), Is.EqualTo(new Trouble("no disk", true)));
            Assert.That(Again(new PlayerEnded(139, "#0 here"), PlayerEnded.Read), Is.EqualTo(new PlayerEnded(139, "#0 here")));
            Assert.That(Again(new PlayerFailed("no driver"), PlayerFailed.Read), Is.EqualTo(new PlayerFailed("no driver")));
            var order = Again(new StartPlayer(["gl", "--present"], facts), StartPlayer.Read);
            Assert.That(order.Arguments, Is.EqualTo(new[] { "gl", "--present" }));
            Assert.That(order.Environment, Is.EqualTo(facts));
            foreach (var script in (string?[])[null, string.Empty, "uname -r"])
            {
                var shell = Again(new StartShell(facts, script), StartShell.Read);
                Assert.That(shell.Environment, Is.EqualTo(facts));
                Assert.That(shell.Script, Is.EqualTo(script));
            }
        });
    }

    [Test]
    public void Plays_and_what_came_of_them_survive_the_way()
        => Gen.Select(Gen.Byte.Array[0, 300], Gen.Bool, Gen.UInt.Nullable(), Gen.Int[0, 9], Gen.Int[0, 9]).Sample((scene, readBack, nonce, width, height) =>
        {
            var play = Again(new Play(scene, readBack, nonce, "m"), Play.Read);
            var pixels = new byte[width * height * 4];
            Random.Shared.NextBytes(pixels);
            var played = Again(new Played(PlayFault.Hang, "text", 5, 6, width, height, pixels, true), Played.Read);
            return play.Scene.Span.SequenceEqual(scene) && play.ReadBack == readBack && play.Nonce == nonce && play.Mutant == "m"
                && played.Rgba.Span.SequenceEqual(pixels) && (played.Fault, played.Message, played.Mutated) == (PlayFault.Hang, "text", true);
        });

    [Test]
    public void A_picture_whose_bytes_do_not_fit_its_size_is_refused()
        => Assert.Throws<LinkException>(() => Again(new Played(PlayFault.None, string.Empty, 0, 0, 4, 4, new byte[63]), Played.Read));

    [Test]
    public void Messages_made_of_anything_are_read_or_refused()
        => Gen.Byte.Array[0, 64].Sample(bytes =>
        {
            foreach (var read in (Func<MessageReader, object>[])[AgentHello.Read, StartPlayer.Read, StartShell.Read, Play.Read, Played.Read, PlayerEnded.Read])
            {
                try
                {
                    read(new MessageReader(bytes));
                }
                catch (LinkException)
                {
                    // Refused, which is the other thing that may happen.
                }
            }
        });

    private static byte[] Bytes(LinkFrame frame)
    {
        using var stream = new MemoryStream();
        new FrameWriter(stream).Send(frame);
        return stream.ToArray();
    }

    private static LinkFrame Receive(byte[] bytes) => new FrameReader(new MemoryStream(bytes)).Receive();

    private static T Again<T>(T message, Func<MessageReader, T> read)
        where T : Harness.Link.IMessage
    {
        var fields = new MessageWriter();
        message.Write(fields);
        return read(new MessageReader(fields.Written));
    }
}
