using CsCheck;
using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture]
internal sealed class GlobTests
{
    [TestCase("*", "", true)]
    [TestCase("*", "viewport/whole", true)]
    [TestCase("viewport/*", "viewport/whole", true)]
    [TestCase("viewport/*", "scissor/whole", false)]
    [TestCase("*/whole", "viewport/whole", true)]
    [TestCase("*/hole", "viewport/whole", false)]
    [TestCase("v?ewport/w*e", "viewport/whole", true)]
    [TestCase("viewport", "viewport/whole", false)]
    [TestCase("a*b*c", "aXbYbZc", true)]
    [TestCase("a*b*c", "aXbYbZ", false)]
    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    [TestCase("?", "", false)]
    [TestCase("**a", "a", true)]
    public void A_pattern_fits_whole_names_only(string pattern, string name, bool fits) => Assert.That(Glob.Matches(pattern, name), Is.EqualTo(fits));

    [Test]
    public void Patterns_agree_with_regular_expressions()
        => Gen.Select(Gen.Char["ab?*"].Array[0, 8], Gen.Char["ab"].Array[0, 10]).Sample((pattern, name) =>
        {
            var expression = string.Concat(pattern.Select(c => c switch { '*' => ".*", '?' => ".", _ => c.ToString() }));
            return Glob.Matches(pattern, name) == System.Text.RegularExpressions.Regex.IsMatch(new string(name), $"^{expression}$");
        });

    [Test]
    public void No_patterns_fit_everything() => Assert.That(Glob.MatchesAny([], "anything"));
}
