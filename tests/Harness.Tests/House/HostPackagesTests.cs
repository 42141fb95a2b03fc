using NUnit.Framework;

namespace Harness.Tests.House;

/// <summary>What harness.sh does about packages of the host that are missing.</summary>
public sealed class HostPackagesTests
{
    private const string NothingInstalled = """echo "qemu-utils installed"; echo "cpio not-installed"; exit 1""";
    private const string EverythingOffered = """for name in "${@:2}"; do echo "$name:"; echo "  Candidate: 1.0"; done""";

    private ScratchRepository _repository = null!;

    [SetUp]
    public void SetUp()
    {
        _repository = new ScratchRepository();
        _repository.WorkingDotnet();
        _repository.Command("dpkg-query", NothingInstalled);
        _repository.Command("apt-cache", EverythingOffered);
        _repository.Command("apt-get", """log apt-get "${@:4}" """);
    }

    [TearDown]
    public void TearDown() => _repository.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void What_is_missing_is_installed_and_named_and_nothing_else()
    {
        var result = _repository.Run("harness.sh", "run");
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(_repository.Log[0], Does.StartWith("apt-get install -y --no-install-recommends qemu-system-x86 qemu-system-gui xvfb ")
            .And.Contain(" virgl-server ").And.Contain(" cpio ").And.Not.Contain("qemu-utils").And.Not.Contain("postgresql"));
        Assert.That(result.Errors, Does.Contain("Installing missing Debian packages: qemu-system-x86"));
        Assert.That(_repository.Log, Has.None.EqualTo("apt-get update"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Tests_have_a_database_server_installed_too()
    {
        _repository.Run("harness.sh", "test");
        Assert.That(_repository.Log[0], Does.StartWith("apt-get install").And.EndWith(" postgresql"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Package_lists_are_updated_first_when_they_do_not_offer_everything()
    {
        _repository.Command("apt-cache", """echo "xvfb:"; echo "  Candidate: (none)" """);
        Assert.That(_repository.Run("harness.sh", "run").ExitCode, Is.Zero);
        Assert.That(_repository.Log[0], Is.EqualTo("apt-get update"));
        Assert.That(_repository.Log[1], Does.StartWith("apt-get install"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_failed_installation_is_tried_once_more_with_new_lists()
    {
        _repository.Command("apt-get", """
            log apt-get "$4"
            if [[ $4 == update ]]; then touch "$repo/../updated"; else [[ -e $repo/../updated ]]; fi
            """);
        Assert.That(_repository.Run("harness.sh", "run").ExitCode, Is.Zero);
        Assert.That(_repository.Log[..3], Is.EqualTo(new[] { "apt-get install", "apt-get update", "apt-get install" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public void An_installation_that_fails_twice_ends_with_the_reason_and_the_way_on()
    {
        _repository.Command("apt-get", """echo "E: Unable to correct problems" >&2; exit 100""");
        var result = _repository.Run("harness.sh", "run");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Errors, Does.Contain("E: Unable to correct problems").And.Contain("HARNESS_SKIP_PACKAGES=1"));
        Assert.That(_repository.Log, Is.Empty, "nothing is built or run");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Verbs_that_need_no_device_install_nothing([Values("doctor", "list", "show", "bless", "store")] string verb)
    {
        Assert.That(_repository.Run("harness.sh", verb).ExitCode, Is.Zero);
        Assert.That(_repository.Log, Has.None.Contains("apt-get"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Who_is_not_root_uses_sudo()
    {
        _repository.Command("id", "echo 1000");
        _repository.Command("sudo", """if [[ $1 == -n ]]; then shift; else log sudo; fi; exec "$@" """);
        _repository.Command("true", "exit 0");
        Assert.That(_repository.Run("harness.sh", "run").ExitCode, Is.Zero);
        Assert.That(_repository.Log[0], Is.EqualTo("sudo"));
        Assert.That(_repository.Log[1], Does.StartWith("apt-get install"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Who_can_not_become_root_is_told_the_command_to_run([Values] bool hasSudo)
    {
        _repository.Command("id", "echo 1000");
        if (hasSudo)
        {
            _repository.Command("sudo", "echo 'a password is required' >&2; exit 1");
        }

        var result = _repository.Run("harness.sh", "run");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Errors, Does.Contain("apt-get install --no-install-recommends qemu-system-x86"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Another_distribution_is_told_its_own_package_names()
    {
        _repository.RemoveCommand("apt-get");
        var result = _repository.Run("harness.sh", "run");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Errors, Does.Contain("qemu-system-x86_64 Xvfb virgl_test_server")
            .And.Contain("dnf install").And.Contain("pacman -S").And.Contain("zypper install").And.Contain("HARNESS_SKIP_PACKAGES=1"));

        foreach (var program in new[] { "qemu-system-x86_64", "Xvfb", "virgl_test_server" })
        {
            _repository.Command(program, "true");
        }

        Assert.That(_repository.Run("harness.sh", "run").ExitCode, Is.Zero);
    }
}
