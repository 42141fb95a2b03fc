namespace Harness.Qemu.Launch;

/// <summary>
/// A firmware that proves an accelerator: it goes from real mode over protected mode to long mode with paging, does a <c>lock
/// cmpxchg16b</c> and an SSE load, and writes what came out to port 0xf4 (isa-debug-exit), which ends QEMU with <see cref="ExpectedExit"/>.
/// A nested KVM that emulates too little dies on the way, although /dev/kvm opens and simple guests run: there, every stock kernel dies at
/// its first cmpxchg16b.
/// </summary>
internal static class ProbeBios
{
    /// <summary>QEMU's exit code when the guest reached its end: (0x2a &lt;&lt; 1) | 1.</summary>
    public const int ExpectedExit = 0x55;

    private const int Size = 64 * 1024;
    private const int ResetVector = Size - 16;

    // Loaded at 0xf0000. Offsets in hexadecimal on the left.
    private static readonly byte[] Code = Convert.FromHexString(string.Concat(
        "fa",                       // 00 cli
        "2e660f0116d000",           // 01 lgdtl %cs:0xd0
        "0f20c0",                   // 08 mov %cr0, %eax
        "0c01",                     // 0b or $1, %al            protected mode
        "0f22c0",                   // 0d mov %eax, %cr0
        "66ea18000f000800",         // 10 ljmpl $8, $0xf0018
        "b810000000",               // 18 mov $16, %eax         32-bit data segments
        "8ed8", "8ec0", "8ed0",     // 1d mov %eax, %ds/%es/%ss
        "31c0",                     // 23 xor %eax, %eax
        "bf00001000",               // 25 mov $0x100000, %edi   three page-table pages, cleared
        "b9000c0000",               // 2a mov $0xc00, %ecx
        "f3ab",                     // 2f rep stosl
        "c7050000100003101000",     // 31 movl $0x101003, 0x100000
        "c7050010100003201000",     // 3b movl $0x102003, 0x101000
        "c7050020100083000000",     // 45 movl $0x83, 0x102000  one page of 2 MiB, address = physical
        "0f20e0",                   // 4f mov %cr4, %eax
        "0d20060000",               // 52 or $0x620, %eax       PAE, OSFXSR, OSXMMEXCPT
        "0f22e0",                   // 57 mov %eax, %cr4
        "b800001000",               // 5a mov $0x100000, %eax
        "0f22d8",                   // 5f mov %eax, %cr3
        "b9800000c0",               // 62 mov $0xc0000080, %ecx EFER
        "0f32",                     // 67 rdmsr
        "0d00010000",               // 69 or $0x100, %eax       long mode
        "0f30",                     // 6e wrmsr
        "0f20c0",                   // 70 mov %cr0, %eax
        "0d00000080",               // 73 or $0x80000000, %eax  paging
        "0f22c0",                   // 78 mov %eax, %cr0
        "ea82000f001800",           // 7b ljmpl $24, $0xf0082
        "bf00001100",               // 82 mov $0x110000, %edi
        "31c0", "31d2",             // 87 xor %eax, %eax; xor %edx, %edx
        "bb01000000",               // 8b mov $1, %ebx
        "31c9",                     // 90 xor %ecx, %ecx
        "f0480fc70f",               // 92 lock cmpxchg16b (%rdi)
        "750e",                     // 97 jnz 0xa7
        "f30f6f07",                 // 99 movdqu (%rdi), %xmm0
        "66480f7ec0",               // 9d movq %xmm0, %rax
        "83c029",                   // a2 add $0x29, %eax
        "e6f4",                     // a5 out %al, $0xf4
        "f4",                       // a7 hlt
        "ebfd",                     // a8 jmp 0xa7
        "660f1f440000",             // aa (padding)
        "0000000000000000",         // b0 segment descriptors: none,
        "ffff0000009bcf00",         // b8 32-bit code,
        "ffff00000093cf00",         // c0 data,
        "ffff0000009baf00",         // c8 64-bit code
        "1f00b0000f00"));           // d0 their table: limit 31, at 0xf00b0

    public static byte[] Image()
    {
        const byte Hlt = 0xf4;
        var image = new byte[Size];
        Array.Fill(image, Hlt);
        Code.CopyTo(image, 0);

        // jmp to offset 0 of the segment: the displacement wraps around from 0xfff3.
        ((ReadOnlySpan<byte>)[0xe9, 0x0d, 0x00]).CopyTo(image.AsSpan(ResetVector));
        return image;
    }
}
