using System.Buffers.Binary;

namespace Harness.Guests.Kernels;

/// <summary>
/// A module as guests load it: without what nobody there needs and an emulated processor takes long for. Code as it runs, data, build id and srcversion
/// stay what they are.
/// </summary>
internal static class LoadableModule
{
    private static ReadOnlySpan<byte> Magic => "~Module signature appended~\n"u8;

    private static ReadOnlySpan<byte> TypesName => "\0.BTF\0"u8;

    /// <summary>What to give to finit_module(2).</summary>
    /// <param name="module">The file, uncompressed; changed in place.</param>
    public static ReadOnlySpan<byte> Of(Span<byte> module)
    {
        module = Unsigned(module);
        TracedCalls.Remove(module);

        // The section of types, for BPF programs, under a name that the kernel does not look for: for the first module it meets it would read its own types too,
        // all of them.
        if (module.LastIndexOf(TypesName) is >= 0 and var at)
        {
            module[at + 1] = (byte)'-';
        }

        return module;
    }

    /// <summary>
    /// Without the signature at its end (Documentation/admin-guide/module-signing.rst). Nothing here enforces signatures, and checking them takes longer than
    /// loading does; the image's own digests say that the module is the one that was packed.
    /// </summary>
    private static Span<byte> Unsigned(Span<byte> module)
    {
        const int TrailerSize = 12;
        if (!module.EndsWith(Magic))
        {
            return module;
        }

        // struct module_signature ends with the signature's length, big-endian.
        var trailer = module[..^Magic.Length];
        var signature = BinaryPrimitives.ReadInt32BigEndian(trailer[^sizeof(int)..]);
        return trailer[..^(TrailerSize + signature)];
    }
}
