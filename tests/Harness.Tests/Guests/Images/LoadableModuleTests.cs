using System.Text;
using Harness.Guests.Kernels;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

/// <summary>What guests load of a module. That real kernels take it is shown by every guest.</summary>
public sealed class LoadableModuleTests
{
    [Test]
    public void The_signature_at_the_end_is_left_out()
    {
        // struct module_signature: eight bytes about the signature, then its length, big-endian.
        byte[] signature = [7, 7, 7], about = [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3];
        Assert.That(LoadableModule.Of([.. "code"u8, .. signature, .. about, .. "~Module signature appended~\n"u8]).ToArray(), Is.EqualTo("code"u8.ToArray()));
    }

    [Test]
    public void Types_for_BPF_programs_are_not_found_and_all_else_stays()
        => Assert.That(Encoding.ASCII.GetString(LoadableModule.Of("\0.text\0.BTF_ids\0.BTF\0.data\0"u8.ToArray())), Is.EqualTo("\0.text\0.BTF_ids\0-BTF\0.data\0"));

    [Test]
    public void A_module_with_neither_is_taken_as_it_is()
        => Assert.That(LoadableModule.Of("module a"u8.ToArray()).ToArray(), Is.EqualTo("module a"u8.ToArray()));

    [Test]
    [CancelAfter(30_000)]
    public async Task Calls_of_the_function_tracer_are_the_no_operations_that_the_kernel_would_make_of_them()
    {
        const string Source = "int other(int); int first(int a) { return other(a) + 1; } __attribute__((section(\".init.text\"))) int second(int a) { return other(a) * 2; }\n";
        var untraced = await Compile(Source, "-mfentry", "-mnop-mcount", "-mrecord-mcount");
        var traced = await Compile(Source, "-mfentry", "-mrecord-mcount");
        Assert.That(Sections(traced)[".text"], Is.Not.EqualTo(Sections(untraced)[".text"]), "there is something to do");

        var loadable = new Memory<byte>(traced.ToArray());
        Assert.That(LoadableModule.Of(loadable.Span).Length, Is.EqualTo(traced.Length));
        var (before, after) = (Sections(traced), Sections(loadable));
        Assert.Multiple(() =>
        {
            Assert.That(after[".text"], Is.EqualTo(Sections(untraced)[".text"]));
            Assert.That(after[".init.text"], Is.EqualTo(Sections(untraced)[".init.text"]));
            Assert.That(after.Keys, Has.None.EqualTo("__mcount_loc"), "the kernel does not find their places");
            Assert.That(Relocations(after[".rela.text"]), Is.EqualTo(Relocations(before[".rela.text"]).Skip(1).Prepend(0L)), "only that of the call is gone");
        });
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_module_whose_traced_calls_have_another_form_is_left_as_it_is()
    {
        var traced = await Compile("int first(int a) { return a; }\n", "-mfentry", "-mnop-mcount", "-mrecord-mcount");
        var loadable = traced.ToArray();
        Assert.That(LoadableModule.Of(loadable).ToArray(), Is.EqualTo(traced.ToArray()));
    }

    private static Dictionary<string, byte[]> Sections(ReadOnlyMemory<byte> file)
        => new ElfFile(file, "a module").Sections.Where(section => section.Name is ".text" or ".init.text" or ".rela.text" or "__mcount_loc")
            .ToDictionary(section => section.Name, section => file.Slice((int)section.Offset, (int)section.Size).ToArray());

    /// <summary>Symbol and type of each (Elf64_Rela.r_info).</summary>
    private static IEnumerable<long> Relocations(byte[] table) => Enumerable.Range(0, table.Length / 24).Select(index => BitConverter.ToInt64(table, (index * 24) + 8));

    private static async Task<ReadOnlyMemory<byte>> Compile(string source, params string[] tracing)
    {
        using var folder = new TemporaryFolder();
        var (c, o) = (Path.Combine(folder.Path, "module.c"), Path.Combine(folder.Path, "module.o"));
        await File.WriteAllTextAsync(c, source);
        await CliWrap.Cli.Wrap("gcc").WithArguments(["-c", "-O2", "-pg", .. tracing, "-fno-pic", "-fcf-protection=none", "-mcmodel=kernel", "-mno-red-zone", c, "-o", o]).ExecuteAsync();
        return await File.ReadAllBytesAsync(o);
    }
}
