using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace Harness.Conformance;

/// <summary>
/// Makes a test of every cell: scene x lane x observer. Its full name is <c>conformance.AREA.SCENE(LANE,OBSERVER)</c> and its categories are area, lane and
/// observer, so that a filter picks any of them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CellsAttribute : NUnitAttribute, ITestBuilder
{
    private readonly NUnitTestCaseBuilder _builder = new();

    /// <inheritdoc/>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        var lanes = LaneCatalogue.Make(new LaneSettings());
        foreach (var scene in SceneCatalogue.All)
        {
            foreach (var lane in lanes)
            {
                foreach (var observer in lane.Observers)
                {
                    var cell = new PlannedPlay(scene, lane.Name, [observer], 1);
                    yield return Build(method, suite, cell, observer);
                }
            }
        }
    }

    private TestMethod Build(IMethodInfo method, Test? suite, PlannedPlay planned, Observer observer)
    {
        var test = _builder.BuildTestMethod(method, suite, new TestCaseParameters([planned, observer]));
        var (scene, place) = (planned.Scene, $"({planned.Lane},{observer.Word()})");
        test.Name = scene.Name[(scene.Area.Length + 1)..] + place;
        test.FullName = $"conformance.{scene.Name.Replace('/', '.')}{place}";
        test.Properties.Set(PropertyNames.Description, scene.Proves);
        foreach (var category in (string[])[scene.Area, planned.Lane, observer.Word()])
        {
            test.Properties.Add(PropertyNames.Category, category);
        }

        return test;
    }
}
