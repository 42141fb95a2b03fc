using System.Net.Sockets;
using System.Text;
using Harness.Virgl;
using Harness.VirtioGpu.Registers;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

/// <summary>The wire, against a far side that answers what the test says.</summary>
[TestFixture, CancelAfter(10_000)]
internal sealed class QtestSocketTests
{
    private Socket _far = null!;
    private QtestSocket _near = null!;

    [SetUp]
    public void Connect()
    {
        var path = Path.Combine(Path.GetTempPath(), $"vg-{Guid.NewGuid():n}"[..16]);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        var near = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        near.Connect(new UnixDomainSocketEndPoint(path));
        _far = listener.Accept();
        File.Delete(path);
        _near = new QtestSocket(near, new Witness(), TimeSpan.FromMilliseconds(200));
    }

    [TearDown]
    public void Disconnect()
    {
        _far.Dispose();
        _near.Dispose();
    }

    [Test]
    public void A_read_is_one_line_and_its_number_is_hexadecimal()
    {
        Answer("OK 0x00000000deadbeef\n");
        Assert.That(_near.ReadUInt32(0xe0000010), Is.EqualTo(0xdeadbeef));
        Assert.That(Asked(), Is.EqualTo("readl 0xe0000010\n"));
    }

    [Test]
    public void Writes_name_address_and_value()
    {
        Answer("OK\nOK\nOK\nOK\nOK\n");
        _near.WriteByte(0xe0000014, 0xf);
        _near.WriteUInt16(0xe0000016, 1);
        _near.WriteUInt32(0xe0000020, 0x100000);
        _near.WriteUInt64(0x100000, ulong.MaxValue);
        _near.PortOut(0xcf8, 0x80002000);
        Assert.That(
            Asked(), Is.EqualTo("writeb 0xe0000014 0xf\nwritew 0xe0000016 0x1\nwritel 0xe0000020 0x100000\nwriteq 0x100000 0xffffffffffffffff\noutl 0xcf8 0x80002000\n"));
    }

    [Test]
    public void A_reply_in_pieces_is_put_together()
    {
        Answer("OK 0x12");
        Assert.That(() => _near.ReadUInt16(0), Throws.TypeOf<DeviceException>(), "the line is not complete");
        Answer("34\nOK 0x77\n");
        Assert.That(_near.ReadUInt16(0), Is.EqualTo(0x1234));
    }

    [Test]
    public void Interrupt_lines_are_taken_out_of_the_replies()
    {
        Answer("IRQ raise 20\nOK\nIRQ lower 20\nIRQ raise 21\n");
        _near.WriteUInt32(0, 0);
        Assert.That(_near.WaitForInterrupt(TimeSpan.Zero), Is.True);
        Answer("IRQ lower 21\n");
        Assert.That(_near.WaitForInterrupt(TimeSpan.FromMilliseconds(20)), Is.False);
    }

    [Test]
    public void Posted_writes_are_settled_before_the_next_reply()
    {
        var bell = _near.Prepare(0xe0003000, 0);
        for (var i = 0; i < 3; i++)
        {
            _near.Post(bell);
        }

        Answer("OK\nOK\nOK\nOK 0x5\n");
        Assert.That(_near.ReadByte(0), Is.EqualTo(5));
        Assert.That(Asked(), Does.StartWith("writew 0xe0003000 0x0\nwritew 0xe0003000 0x0\nwritew 0xe0003000 0x0\n"));
    }

    [Test]
    public void A_posted_write_that_fails_is_thrown_by_the_next_call()
    {
        _near.Post(_near.Prepare(0xe0003000, 0));
        Answer("FAIL Unknown command\n");
        Assert.That(_near.Poll, Throws.TypeOf<DeviceException>().With.Message.Contains("FAIL Unknown command"));
    }

    [Test]
    public void A_refusal_names_the_command()
    {
        Answer("ERR broken\n");
        Assert.That(() => _near.WriteUInt32(16, 1), Throws.TypeOf<DeviceException>().With.Message.Contains("writel 0x10 0x1").And.Message.Contains("ERR broken"));
    }

    [Test]
    public void Silence_is_a_hang_that_names_the_command()
    {
        var failure = Assert.Throws<DeviceException>(() => _near.ReadUInt32(16));
        Assert.That(failure!.Fault, Is.EqualTo(DeviceFault.Hang));
        Assert.That(failure.Message, Does.Contain("readl 0x10").And.Contain("0.2 s").And.Contain("asleep"));
    }

    [Test]
    public void A_closed_far_side_is_a_crash_with_its_last_words()
    {
        _far.Dispose();
        var failure = Assert.Throws<DeviceException>(() => _near.ReadUInt32(16));
        Assert.That(failure!.Fault, Is.EqualTo(DeviceFault.HostCrash));
        Assert.That(failure.Message, Does.Contain("farewell"));
        Assert.That(_near.Poll, Throws.TypeOf<DeviceException>(), "it stays so");
    }

    private void Answer(string text) => _far.Send(Encoding.ASCII.GetBytes(text));

    private string Asked()
    {
        var buffer = new byte[4096];
        return Encoding.ASCII.GetString(buffer, 0, _far.Receive(buffer));
    }

    private sealed class Witness : IHostWitness
    {
        public string? TakeNew() => null;

        public string Epitaph() => "farewell";

        public string Condition() => "asleep";
    }
}
