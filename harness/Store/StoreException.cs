namespace Harness.Store;

/// <summary>A store could not be used; the message names it, the cause and a remedy.</summary>
public sealed class StoreException(string message, Exception? inner = null) : IOException(message, inner);
