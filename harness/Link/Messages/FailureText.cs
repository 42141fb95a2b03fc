namespace Harness.Link.Messages;

/// <summary>A failure of the harness itself, as cells tell it.</summary>
public static class FailureText
{
    /// <summary>Its type, its message, and where it was thrown.</summary>
    public static string Of(Exception failure)
    {
        var trace = (failure.StackTrace ?? string.Empty).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return $"{failure.GetType().Name}: {failure.Message}{(trace.Length > 0 ? $" ({trace[0]})" : string.Empty)}";
    }
}
