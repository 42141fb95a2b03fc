using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture]
internal sealed class ClosestNamesTests
{
    private static readonly string[] Names = ["viewport/whole", "viewport/offset", "scissor/half-open", "device", "vtest", "--shuffle"];

    [TestCase("viewprot/whole", "viewport/whole")]
    [TestCase("half-open", "scissor/half-open")]
    [TestCase("halfopen", "scissor/half-open")]
    [TestCase("vtset", "vtest")]
    [TestCase("devise", "device")]
    [TestCase("--shufle", "--shuffle")]
    [TestCase("VIEWPORT/WHOLE", "viewport/whole")]
    public void The_likeliest_name_comes_first(string typed, string meant) => Assert.That(ClosestNames.To(typed, Names)[0], Is.EqualTo(meant));

    [Test]
    public void What_resembles_nothing_gets_no_guess() => Assert.That(ClosestNames.Question("quaternion", Names), Is.Empty);

    [Test]
    public void Guesses_make_a_question() => Assert.That(ClosestNames.Question("vtset", Names), Is.EqualTo(" Did you mean 'vtest'?"));
}
