using Harness.Virgl;
using Harness.Virgl.Commands;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Streams;

public sealed class GoldenStreamTests
{
    private static IEnumerable<string> Written => WrittenStreams.All.Keys;

    [TestCaseSource(typeof(GoldenStream), nameof(GoldenStream.Names))]
    public void A_golden_stream_has_its_golden_text(string name)
    {
        var golden = GoldenStream.Read(name);

        Assert.That(CommandText.Of(golden.Words), Is.EqualTo(golden.Text));
    }

    [TestCaseSource(typeof(GoldenStream), nameof(GoldenStream.Names))]
    public void A_golden_stream_decodes_and_encodes_to_itself(string name)
    {
        var golden = GoldenStream.Read(name);
        var decoded = VirglDecoder.Decode(golden.Words);
        var stream = new CommandStream();
        VirglDecoder.Encode(decoded, stream);

        Assert.That(stream.Words.ToArray(), Is.EqualTo(golden.Words));
        Assert.That(decoded.Any(command => command is RawCommand), Is.EqualTo(name == "malformed"));
    }

    [TestCaseSource(nameof(Written))]
    public void The_encoder_writes_the_golden_dwords(string name) =>
        Assert.That(Write(name).Words.ToArray(), Is.EqualTo(GoldenStream.Read(name).Words));

    [Test]
    public void The_stream_of_every_command_has_every_command()
    {
        var decoded = VirglDecoder.Decode(GoldenStream.Read("every-command").Words);

        Assert.That(decoded.Select(command => command.Id).Distinct(), Is.EquivalentTo(Enum.GetValues<CommandId>()));
    }

    [Test]
    [Explicit("Rewrites the golden files that the encoder can write, and the text of all: look at the difference before you commit it.")]
    public void Rewrite()
    {
        foreach (var name in GoldenStream.Names().Except(Written))
        {
            var golden = GoldenStream.Read(name);
            GoldenStream.Write(name, golden.Remarks, golden.Words);
        }

        foreach (var (name, (remarks, _)) in WrittenStreams.All)
        {
            GoldenStream.Write(name, remarks, Write(name).Words);
        }
    }

    private static CommandStream Write(string name)
    {
        var stream = new CommandStream();
        WrittenStreams.All[name].Write(new VirglEncoder(stream));
        return stream;
    }
}
