namespace Harness.Tests.Imaging;

/// <summary>A folder of its own that goes away with its content.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("harness-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
