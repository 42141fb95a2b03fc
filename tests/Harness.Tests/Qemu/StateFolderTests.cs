using Harness.Processes;
using Harness.Qemu.State;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

[TestFixture, CancelAfter(20_000)]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
internal sealed class StateFolderTests
{
    private string _root = null!;

    [SetUp]
    public void MakeRoot() => _root = Directory.CreateTempSubdirectory("vg-").FullName;

    [TearDown]
    public void RemoveRoot() => Directory.Delete(_root, recursive: true);

    [Test]
    public void A_folder_is_private_and_its_sockets_fit_into_an_address()
    {
        using var folder = StateFolder.Create(1 << 20);
        Assert.That(File.GetUnixFileMode(folder.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(folder.FileAt("qtest").Length, Is.LessThan(108));
    }

    [Test]
    public void The_folders_of_living_owners_stay()
    {
        using var folder = StateFolder.Create(1 << 20, _root);
        StateReaper.Reap(_root);
        Assert.That(Directory.Exists(folder.Path), Is.True);
    }

    [Test]
    public void The_folder_of_an_owner_whose_number_was_used_again_goes()
    {
        var folder = StateFolder.Create(1 << 20, _root);
        File.WriteAllText(folder.FileAt("owner"), $"{Environment.ProcessId} 1");
        Assert.That(StateReaper.Reap(_root), Is.EqualTo(1));
        Assert.That(Directory.Exists(folder.Path), Is.False);
    }

    [Test]
    public void The_processes_of_a_dead_owner_are_ended()
    {
        var folder = StateFolder.Create(1 << 20, _root);
        using var process = TetheredProcess.Start(new TetheredCommand("/bin/sh", ["-c", "exec sleep 63"], folder.FileAt("err")));
        folder.Note(process);
        File.WriteAllText(folder.FileAt("owner"), "999999999 1");
        StateReaper.Reap(_root);
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(5))?.SignalName, Is.EqualTo("SIGKILL"));
    }

    [Test]
    public void No_room_is_said_with_the_places_looked_at()
        => Assert.That(() => StateFolder.Create(1L << 60), Throws.TypeOf<IOException>().With.Message.Contains("/dev/shm"));
}
