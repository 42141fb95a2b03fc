using Harness.Processes;
using NUnit.Framework;

namespace Harness.Tests.Processes;

/// <summary>A folder for each test, which takes what its process prints.</summary>
internal abstract class TetheredProcessFixture
{
    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    protected string Folder { get; private set; } = "";

    protected string Output => Path.Combine(Folder, "out");

    protected string Error => Path.Combine(Folder, "err");

    [SetUp]
    public void MakeFolder() => Folder = Directory.CreateTempSubdirectory("tether-").FullName;

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    protected TetheredCommand Command(string program, params string[] arguments) => new(program, arguments, Error) { OutputFile = Output };

    protected TetheredProcess Start(string program, params string[] arguments) => Start(Command(program, arguments));

    protected static TetheredProcess Start(TetheredCommand command) => TetheredProcess.Start(command);

    protected static string FirstLineOf(string file)
    {
        var text = "";
        var read = OtherProcess.WaitUntil(() => (text = File.ReadAllText(file)).Contains('\n'), Deadline);
        Assert.That(read, $"no line appeared in {file}");
        return text[..text.IndexOf('\n')];
    }
}
