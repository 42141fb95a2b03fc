namespace Harness.Qemu.State;

/// <summary>The folder for what is expensive to make, or to find out, and can be made again.</summary>
public static class UserCache
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "HARNESS_CACHE";

    private const string Name = "virtgpu-harness";

    /// <summary>Full path: <c>$HARNESS_CACHE</c>, else <c>virtgpu-harness</c> in <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>.</summary>
    public static string Folder => Path.GetFullPath(
        Set(Variable) ?? Path.Combine(Set("XDG_CACHE_HOME") ?? (Set("HOME") is { } home ? Path.Combine(home, ".cache") : Path.GetTempPath()), Name));

    private static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
