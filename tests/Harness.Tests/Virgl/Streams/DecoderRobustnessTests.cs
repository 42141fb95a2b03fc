using CsCheck;
using Harness.Virgl;
using Harness.Virgl.Commands;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Streams;

public sealed class DecoderRobustnessTests
{
    /// <summary>Headers of known commands with short payloads, so that the walk gets past the first dword.</summary>
    private static readonly Gen<uint> Header = Gen.Select(Gen.UInt[0, 70], Gen.UInt[0, 14], Gen.UInt[0, 40], (id, type, length) => id | type << 8 | length << 16);

    private static readonly Gen<uint> Word = Gen.OneOf(Gen.UInt, Gen.UInt[0, 4], Header);

    [Test]
    public void Any_dwords_decode_and_encode_to_the_same_dwords() => Word.Array[0, 200].Sample(
        words =>
        {
            var stream = new CommandStream();
            VirglDecoder.Encode(VirglDecoder.Decode(words), stream);
            Assert.That(stream.Words.SequenceEqual(words));
        },
        iter: 5000);

    [Test]
    public void Any_dwords_have_a_text_of_printable_lines() => Word.Array[0, 120].Sample(
        words => Assert.That(CommandText.Of(words).All(c => c is '\n' or (>= ' ' and < '\x7f'))),
        iter: 3000);

    [Test]
    public void A_damaged_stream_decodes_and_encodes_to_the_same_dwords() => Gen.Select(AnyCommand.Any.Array[1, 8], Gen.Int[0, 10_000], Gen.UInt, Gen.Int[0, 5]).Sample(
        (commands, place, word, cut) =>
        {
            var stream = new CommandStream();
            VirglDecoder.Encode(commands, stream);
            var words = stream.Words[..Math.Max(1, stream.Length - cut)].ToArray();
            words[place % words.Length] = word;

            var again = new CommandStream();
            VirglDecoder.Encode(VirglDecoder.Decode(words), again);
            Assert.That(again.Words.SequenceEqual(words));
            Assert.That(CommandText.Of(words), Is.Not.Empty);
        },
        iter: 3000);

    [TestCase(new uint[] { 200 }, "unknown command")]
    [TestCase(new uint[] { 1 | 99 << 8 | 1 << 16, 5 }, "unknown object type")]
    [TestCase(new uint[] { 24 }, "0 payload dwords do not fit the command")]
    [TestCase(new uint[] { 24 | 3 << 16, 1, 2, 3 }, "2 dwords more than the command has")]
    [TestCase(new uint[] { 24 | 9 << 16, 1 }, "the stream ends after 1 of 9 payload dwords")]
    [TestCase(new uint[] { 13 | 1 << 16, 0x10000 }, "bits outside the command's fields are set")]
    [TestCase(new uint[] { 4 | 4 << 16, 0, 1, 2, 3 }, "4 payload dwords do not fit the command")]
    public void What_is_wrong_with_a_command_is_said(uint[] words, string reason)
    {
        var raw = (RawCommand)VirglDecoder.Decode(words).Single();

        Assert.That(raw.Reason, Is.EqualTo(reason));
        Assert.That(raw.Payload.Span.ToArray(), Is.EqualTo(words[1..]));
        Assert.That(CommandText.Of(words), Does.Contain('!').And.Contain(reason).And.Contain($"{words[0]:x8}"));
    }

    [Test]
    public void Commands_behind_a_malformed_one_are_still_read()
    {
        var decoded = VirglDecoder.Decode([13 | 1 << 16, 0x10000, 24 | 1 << 16, 0xff]);

        Assert.That(decoded, Has.Count.EqualTo(2));
        Assert.That(decoded[1], Is.EqualTo(new SetSampleMask(0xff)));
    }
}
