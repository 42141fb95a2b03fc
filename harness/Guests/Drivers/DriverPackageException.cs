namespace Harness.Guests.Drivers;

/// <summary>A driver package is not as it must be, or cannot be put into a guest.</summary>
/// <param name="place">The manifest, with a line where there is one; or the package.</param>
/// <param name="sentence">What is wrong and what is allowed, without a full stop.</param>
/// <param name="cause">What it was found by.</param>
public sealed class DriverPackageException(string place, string sentence, Exception? cause = null) : FormatException($"{place}: {sentence.TrimEnd('.')}.", cause);
