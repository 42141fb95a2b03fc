namespace Harness.Guests.Host;

/// <summary>A program of the host that a build needs failed or is not there.</summary>
public sealed class ToolFailedException(string message) : IOException(message);
