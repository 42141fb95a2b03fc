using Harness.Qemu.Guest.Console;

namespace Harness.Qemu.Guest;

/// <summary>What came of asking a guest that is stuck where it is stuck. Whatever happened afterwards is an answer and no finding.</summary>
/// <param name="Registers">The registers of the virtual processors.</param>
/// <param name="Answered">Whether the console said anything.</param>
/// <param name="FindingsBefore">The console's findings before the guest was asked.</param>
internal sealed record GuestPoke(string Registers, bool Answered, IReadOnlyList<ConsoleFinding> FindingsBefore);
