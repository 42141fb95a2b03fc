using Harness.Guests.Debian;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

public sealed class AptSourceTests
{
    private const string Stanzas =
        """
        Types: deb deb-src
        # A remark in between
        URIs: http://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main contrib
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
        Check-Valid-Until: no

        Enabled: no
        Types: deb
        URIs: http://disabled.example/debian
        Suites: bookworm
        Components: main

        Types: deb
        URIs: http://mirror.example/debian-security
        Suites: bookworm-security
        Components: main
        Signed-By:
         -----BEGIN PGP PUBLIC KEY BLOCK-----
         .
         mQINBF
         -----END PGP PUBLIC KEY BLOCK-----
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Stanzas_are_read_with_their_options_and_the_disabled_are_left_out()
    {
        var sources = AptSourceFormats.Stanzas(Stanzas, "debian.sources");
        Assert.That(sources, Has.Count.EqualTo(2));
        Assert.Multiple(() =>
        {
            Assert.That(sources[0].ToString(), Is.EqualTo("debian.sources:1: http://mirror.example/debian bookworm bookworm-updates main contrib"));
            Assert.That(sources[0].SignedBy, Is.EqualTo("/usr/share/keyrings/debian-archive-keyring.gpg"));
            Assert.That(sources[0].Options["check-valid-until"], Is.EqualTo("no"));
            Assert.That(sources[1].Place, Is.EqualTo("debian.sources:15"));
            Assert.That(sources[1].SignedBy, Does.StartWith("\n -----BEGIN PGP").And.Contain("\n .\n").And.EndWith("BLOCK-----"));
        });
    }

    [Test]
    public void Lines_are_read_with_their_options_and_without_comments()
    {
        var sources = AptSourceFormats.Lines(
            """
            # deb http://commented.example/debian bookworm main
            deb http://mirror.example/debian/ bookworm main non-free-firmware # the archive
            deb-src http://mirror.example/debian/ bookworm main
            deb [ arch=amd64,i386 signed-by=/etc/apt/keyrings/some.gpg ] https://packages.example/apt stable main

            deb file:/srv/flat ./
            nonsense
            """,
            "sources.list");
        Assert.That(sources.Select(source => source.ToString()), Is.EqualTo(new[]
        {
            "sources.list:2: http://mirror.example/debian/ bookworm main non-free-firmware",
            "sources.list:4: https://packages.example/apt stable main",
            "sources.list:6: file:/srv/flat ./",
        }));
        Assert.That(sources[1].SignedBy, Is.EqualTo("/etc/apt/keyrings/some.gpg"));
        Assert.That(sources[1].Options["arch"], Is.EqualTo("amd64 i386"));
    }

    [Test]
    public void Third_parties_are_not_taken_for_Debian()
    {
        Write("sources.list.d/debian.sources", Stanzas.Replace("\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----", " /usr/share/keyrings/debian-archive-bookworm.gpg", StringComparison.Ordinal));
        Write("sources.list.d/a-vendor.list", "deb [signed-by=/etc/apt/keyrings/vendor.gpg] https://vendor.example/debian bookworm main\ndeb https://vendor.example/prod bookworm main\n");
        Write("sources.list.d/ignored.list.save", "deb http://old.example/debian bookworm main\n");
        var mirror = DebianMirror.OfMachine(_folder.Path);
        Assert.Multiple(() =>
        {
            Assert.That(mirror.Entries.SelectMany(entry => entry.Uris), Is.EqualTo(new[] { "http://mirror.example/debian", "http://mirror.example/debian-security" }));
            Assert.That(mirror.For("bookworm")!.Uris, Is.EqualTo(new[] { "http://mirror.example/debian" }));
            Assert.That(mirror.For("trixie")!.Uris, Is.EqualTo(new[] { "http://mirror.example/debian" }), "a mirror has all suites");
            Assert.That(mirror.For("trixie-security")!.Uris, Is.EqualTo(new[] { "http://mirror.example/debian-security" }));
        });
    }

    [TestCase("deb http://mirror.example/debian bookworm main", true)]
    [TestCase("deb http://mirror.example/debian/ bookworm main", true)]
    [TestCase("deb http://snapshots.example/archive/debian/20250520T000000Z bookworm main", true)]
    [TestCase("deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/some/where bookworm main", true)]
    [TestCase("deb [signed-by=/etc/apt/keyrings/vendor.gpg] http://vendor.example/debian bookworm main", false)]
    [TestCase("deb http://vendor.example/debian/12/prod bookworm main", false)]
    [TestCase("deb http://vendor.example/chrome/deb stable main", false)]
    [TestCase("deb cdrom:[Debian]/debian bookworm main", false)]
    public void An_entry_is_Debians_own_by_its_keys_or_by_its_address(string line, bool own)
    {
        if (line.Contains("cdrom", StringComparison.Ordinal))
        {
            Assert.That(DebianMirror.IsDebians(new AptSource("here:1", ["cdrom:[Debian]/debian"], ["bookworm"], ["main"], new Dictionary<string, string>())), Is.False);
            return;
        }

        Assert.That(DebianMirror.IsDebians(AptSourceFormats.Lines(line, "here")[0]), Is.EqualTo(own));
    }

    [Test]
    public void Suites_of_security_are_left_out_where_there_is_no_mirror_of_them()
    {
        Write("sources.list", "deb http://mirror.example/debian bookworm main\n");
        var mirror = DebianMirror.OfMachine(_folder.Path);
        Assert.That(mirror.For("bookworm-security"), Is.Null);
        Assert.That(AptSettings.Write(Path.Combine(_folder.Path, "apt"), mirror, ["bookworm", "bookworm-security"], ["main"]), Is.EqualTo(new[] { "bookworm-security" }));
    }

    [Test]
    public void A_machine_without_a_mirror_is_told_what_there_is_and_what_to_do()
    {
        Write("sources.list", "deb [signed-by=/etc/apt/keyrings/vendor.gpg] https://vendor.example/debian bookworm main\n");
        var failure = Assert.Throws<InvalidDataException>(() => DebianMirror.OfMachine(_folder.Path))!;
        Assert.That(failure.Message, Does.Contain($"{_folder.Path}/sources.list:1: https://vendor.example/debian bookworm main").And.Contain("HARNESS_APT_SOURCES"));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
