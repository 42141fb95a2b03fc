namespace Harness.Lab.Sampling;

/// <summary>
/// What a guest asked of its GPU in a turn, as the device saw it: what the driver in the guest asks for, whoever it is. Each is null where it was not the same for
/// all turns.
/// </summary>
/// <param name="Commands">Commands that the device executed.</param>
/// <param name="Bytes">Bytes of command streams among them (SUBMIT_3D); what transfers move is not among them.</param>
/// <param name="Transfers">Commands among them that move a resource's bytes (TRANSFER_TO_HOST and TRANSFER_FROM_HOST, 2D and 3D).</param>
/// <param name="Fences">Fences asked for.</param>
/// <param name="Kicks">Doorbells rung. Several commands may share one, as time has it.</param>
/// <param name="Interrupts">Interrupts raised. Several commands may share one, as time has it.</param>
public readonly record struct DeviceWork(long? Commands, long? Bytes, long? Transfers, long? Fences, long? Kicks, long? Interrupts)
{
    /// <summary>As numbers in a row, -1 for null.</summary>
    public IReadOnlyList<long> Write() => [.. ((long?[])[Commands, Bytes, Transfers, Fences, Kicks, Interrupts]).Select(count => count ?? -1)];

    /// <summary>From numbers; null where there are none.</summary>
    public static DeviceWork? Read(IReadOnlyList<long> numbers)
    {
        return numbers.Count == 0 ? null : new DeviceWork(At(0), At(1), At(2), At(3), At(4), At(5));

        long? At(int index) => numbers[index] < 0 ? null : numbers[index];
    }
}
