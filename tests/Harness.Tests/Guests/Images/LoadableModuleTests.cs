using System.Text;
using Harness.Guests.Kernels;
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
}
