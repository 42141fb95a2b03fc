using System.Text;
using CsCheck;
using Harness.Qemu.Guest.Console;
using Harness.Tests.House;
using NUnit.Framework;

namespace Harness.Tests.Qemu.Guest;

/// <summary>
/// What is read from consoles: recorded ones in <c>Consoles/*.txt</c>, whose first line says what is to be found, worst first, or
/// <c>nothing</c>.
/// </summary>
[TestFixture]
internal sealed class ConsoleScannerTests
{
    private const string Panic = "[    5.000000] Kernel panic - not syncing: Fatal exception";

    private static IEnumerable<string> Recorded
        => Directory.GetFiles(Path.Combine(ScratchRepository.SourceRoot(), "tests/Harness.Tests/Qemu/Guest/Consoles"), "*.txt").Order().Select(file => Path.GetFileNameWithoutExtension(file)!);

    [TestCaseSource(nameof(Recorded))]
    public void A_recorded_console_holds_what_its_first_line_says_and_nothing_else(string name)
    {
        var (expected, bytes) = Read(name);
        var scanner = Scan([bytes]);
        var kinds = scanner.Findings.Select(finding => finding.Kind).Distinct().OrderDescending().Select(kind => kind.ToString());
        Assert.That(string.Join(' ', kinds.DefaultIfEmpty("nothing")), Is.EqualTo(expected), string.Join('\n', scanner.Findings));
        Assert.That(scanner.SawKernel, Is.True);
        Assert.That(scanner.Worst, Is.EqualTo(scanner.Findings.Select(finding => (ConsoleFindingKind?)finding.Kind).Max()));
    }

    [Test]
    public void Both_kernels_have_healthy_consoles_on_record()
        => Assert.That(Recorded, Does.Contain("healthy-6.1").And.Contain("healthy-6.12"));

    [Test]
    public void The_record_of_each_kind_is_told_apart()
        => Assert.That(
            string.Join(' ', Recorded.Select(name => Read(name).Expected)).Split(' ').Distinct(),
            Is.SupersetOf(Enum.GetNames<ConsoleFindingKind>()));

    [Test]
    public void A_recorded_console_says_the_same_in_pieces_of_any_size()
    {
        var name = Recorded.First(name => name.StartsWith("oops", StringComparison.Ordinal));
        var bytes = Read(name).Bytes;
        var whole = Scan([bytes]);
        Gen.Int[1, 3000].Array[1, 200].Sample(
            sizes =>
            {
                var scanner = Scan(Pieces(bytes, sizes));
                Assert.That(scanner.Findings, Is.EqualTo(whole.Findings));
                Assert.That(scanner.Text(), Is.EqualTo(whole.Text()));
            },
            iter: 30);
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r\r\n")]
    public void A_message_is_found_wherever_it_is_split_with_colours_and_carriage_returns(string lineEnd)
    {
        var coloured = Encoding.UTF8.GetBytes(
            $"before{lineEnd}\u001b[1;31m[    5.000000] \u001b[0mKernel \u001b]0;title\u0007panic\u001b(B - not \u001b[Ksyncing: Fatal exception\u001b[0m{lineEnd}after{lineEnd}");
        for (var at = 0; at <= coloured.Length; at++)
        {
            var scanner = Scan([coloured[..at], coloured[at..]]);
            Assert.That(scanner.Findings, Is.EqualTo(new[] { new ConsoleFinding(ConsoleFindingKind.Panic, Panic, 1) }), $"split at byte {at}");
            Assert.That(scanner.Text(), Is.EqualTo($"before\n{Panic}\nafter"));
        }
    }

    [Test]
    public void A_message_behind_a_programs_unfinished_words_is_found()
        => Assert.That(Scan([Encoding.UTF8.GetBytes($"a program says {Panic}\n")]).Worst, Is.EqualTo(ConsoleFindingKind.Panic));

    [Test]
    public void A_message_with_the_callers_name_is_found()
        => Assert.That(
            Scan(["[    5.000000][    T1] BUG: kernel NULL pointer dereference, address: 0000000000000008\n"u8.ToArray()]).Findings.Single().Message,
            Does.StartWith("BUG: kernel NULL"));

    [TestCase("[    0.100000] ODEBUG: active")]
    [TestCase("[    0.100000] WARNING: lockdep is turned off because of x")]
    [TestCase("[    0.100000] kfence: initialized - using 2097152 bytes for 255 objects at 0x1")]
    [TestCase("[    0.100000] Command line: console=ttyS0 oops=panic panic=-1")]
    [TestCase("[    0.100000] NMI watchdog: Perf NMI watchdog permanently disabled")]
    [TestCase("[    0.100000] RCU CPU stall warnings timeout set to 21 (rcu_cpu_stall_timeout).")]
    [TestCase("a test says WARNING: not everything is well, BUG: none, Oops, Kernel panic - not syncing")]
    [TestCase("[    0.100000] debug: Kernel panic is near")]
    public void What_only_looks_like_a_message_is_none(string line)
        => Assert.That(Scan([Encoding.UTF8.GetBytes(line + "\n")]).Findings, Is.Empty);

    [TestCase("general protection fault, probably for non-canonical address 0x1234: 0000 [#1] SMP", ConsoleFindingKind.Oops)]
    [TestCase("Oops: general protection fault, maybe for address 0x1: 0000 [#1] PREEMPT SMP", ConsoleFindingKind.Oops)]
    [TestCase("kernel BUG at drivers/gpu/drm/virtio/virtgpu_vq.c:303!", ConsoleFindingKind.Oops)]
    [TestCase("BUG: KASAN: slab-use-after-free in virtio_gpu_cmd_submit+0x1/0x2 [virtio_gpu]", ConsoleFindingKind.Oops)]
    [TestCase("BUG kmalloc-64 (Not tainted): Poison overwritten", ConsoleFindingKind.Oops)]
    [TestCase("UBSAN: array-index-out-of-bounds in drivers/gpu/drm/x.c:1:2", ConsoleFindingKind.Oops)]
    [TestCase("divide error: 0000 [#1] PREEMPT SMP NOPTI", ConsoleFindingKind.Oops)]
    [TestCase("refcount_t: underflow; use-after-free.", ConsoleFindingKind.Oops)]
    [TestCase("traps: PANIC: double fault, error_code: 0x0", ConsoleFindingKind.Panic)]
    [TestCase("WARNING: CPU: 0 PID: 97 at drivers/gpu/drm/drm_vblank.c:1210 drm_vblank_put+0x1/0x2 [drm]", ConsoleFindingKind.Warning)]
    [TestCase("WARNING: possible circular locking dependency detected", ConsoleFindingKind.Warning)]
    [TestCase("INFO: task kworker/0:1:12 blocked for more than 120 seconds.", ConsoleFindingKind.Stall)]
    [TestCase("rcu: INFO: rcu_preempt self-detected stall on CPU", ConsoleFindingKind.Stall)]
    [TestCase("watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [glmark2:123]", ConsoleFindingKind.Stall)]
    [TestCase("[drm:virtio_gpu_dequeue_ctrl_func [virtio_gpu]] *ERROR* response 0x1202 (command 0x103)", ConsoleFindingKind.DeviceError)]
    [TestCase("traps: kmscube[98] general protection fault ip:7f00 sp:7ffd error:0 in libgallium.so", ConsoleFindingKind.ProgramFault)]
    [TestCase("traps: kmscube[98] trap invalid opcode ip:7f00 sp:7ffd error:0", ConsoleFindingKind.ProgramFault)]
    public void A_message_has_its_kind(string message, ConsoleFindingKind kind)
        => Assert.That(Scan([Encoding.UTF8.GetBytes($"[   12.345678] {message}\r\n")]).Findings.Single().Kind, Is.EqualTo(kind));

    [Test]
    public void The_first_and_the_last_lines_of_a_long_console_are_kept_and_a_late_panic_is_not_missed_among_warnings()
    {
        var scanner = new ConsoleScanner();
        for (var line = 0; line < 10_000; line++)
        {
            scanner.Take(Encoding.UTF8.GetBytes($"[{line,5}.000000] WARNING: number {line}\n"));
        }

        scanner.Take(Encoding.UTF8.GetBytes(Panic));
        scanner.Finish();
        Assert.That(scanner.Worst, Is.EqualTo(ConsoleFindingKind.Panic));
        Assert.That(scanner.Findings, Has.Count.EqualTo(201));
        Assert.That(scanner.Findings[^1].Line, Is.EqualTo(Panic));
        Assert.That(scanner.Text(), Does.StartWith("[    0.000000]").And.EndsWith(Panic).And.Contain("... 4001 lines ..."));
        Assert.That(scanner.Excerpt(scanner.Findings[^1]).Split('\n'), Has.Length.EqualTo(9));
    }

    [Test]
    public void A_line_without_end_does_not_take_all_memory()
    {
        var scanner = new ConsoleScanner();
        scanner.Take(new byte[100_000].Select(_ => (byte)'x').ToArray());
        Assert.That(scanner.Text().Split('\n').Max(line => line.Length), Is.EqualTo(8192));
    }

    private static (string Expected, byte[] Bytes) Read(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(ScratchRepository.SourceRoot(), $"tests/Harness.Tests/Qemu/Guest/Consoles/{name}.txt"));
        var end = bytes.AsSpan().IndexOf((byte)'\n');
        return (Encoding.UTF8.GetString(bytes, 0, end), bytes[(end + 1)..]);
    }

    private static ConsoleScanner Scan(IEnumerable<byte[]> pieces)
    {
        var scanner = new ConsoleScanner();
        foreach (var piece in pieces)
        {
            scanner.Take(piece);
        }

        scanner.Finish();
        return scanner;
    }

    private static IEnumerable<byte[]> Pieces(byte[] bytes, int[] sizes)
    {
        for (int at = 0, i = 0; at < bytes.Length; i++)
        {
            var size = int.Min(sizes[i % sizes.Length], bytes.Length - at);
            yield return bytes[at..(at + size)];
            at += size;
        }
    }
}
