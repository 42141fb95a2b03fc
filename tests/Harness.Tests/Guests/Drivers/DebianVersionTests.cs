using CsCheck;
using Harness.Guests.Drivers.Packing;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>The order of Debian's version numbers, against dpkg's.</summary>
[TestFixture, CancelAfter(120_000)]
internal sealed class DebianVersionTests
{
    [TestCase("22.3.6-1+deb12u1", "25.0.7-2~bpo12+1", -1)]
    [TestCase("25.0.7-2~bpo12+1", "25.0.7-2", -1)]
    [TestCase("25.0.7-2+deb13u1", "25.0.7-2", 1)]
    [TestCase("2.36-9+deb12u14", "2.36-9+deb12u9", 1)]
    [TestCase("1:1.0", "2.0", 1)]
    [TestCase("1.0", "1.0-0", 0)]
    [TestCase("1.10", "1.9", 1)]
    [TestCase("1.0a", "1.0+", -1)]
    [TestCase("1.0~", "1.0", -1)]
    [TestCase("1.0~~", "1.0~a", -1)]
    [TestCase("01.002", "1.2", 0)]
    public void Versions_are_in_debians_order(string a, string b, int order)
    {
        Assert.That(Math.Sign(DebianVersion.Compare(a, b)), Is.EqualTo(order));
        Assert.That(Math.Sign(DebianVersion.Compare(b, a)), Is.EqualTo(-order));
    }

    [Test]
    public void Any_two_versions_are_in_dpkgs_order()
    {
        var part = Gen.OneOfConst("0", "1", "9", "10", "007", ".", "~", "+", "a", "Z", "-", "bpo", "deb");
        Gen.Select(part.Array[1, 5], part.Array[1, 5]).Select((a, b) => ("1" + string.Concat(a).TrimEnd('-') + "x", "1" + string.Concat(b).TrimEnd('-') + "x")).Sample(
            pair => Assert.That(DebianVersion.Compare(pair.Item1, pair.Item2) < 0, Is.EqualTo(DpkgSaysOlder(pair.Item1, pair.Item2)), $"{pair}"), iter: 150, threads: 1);
    }

    private static bool DpkgSaysOlder(string a, string b)
    {
        using var dpkg = System.Diagnostics.Process.Start("dpkg", ["--compare-versions", a, "lt", b]);
        dpkg.WaitForExit();
        return dpkg.ExitCode == 0;
    }
}
