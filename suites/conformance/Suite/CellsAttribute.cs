using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Scenes;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using NUnit.Framework.Internal.Commands;

namespace Harness.Conformance;

/// <summary>
/// Makes a test of every cell: scene x lane x observer. Its full name is <c>conformance.AREA.SCENE(LANE,OBSERVER)</c> and its categories are area, lane and
/// observer, so that a filter picks any of them. Each test's beginning and end are noted in the suite's books.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CellsAttribute : NUnitAttribute, ITestBuilder, IWrapSetUpTearDown
{
    private readonly NUnitTestCaseBuilder _builder = new();

    /// <inheritdoc/>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
        => Plays(SuiteLanes.All).Select(cell => Build(method, suite, cell.Play, cell.Observer));

    /// <inheritdoc/>
    public TestCommand Wrap(TestCommand command) => new BookedCommand(command);

    /// <summary>The cells that tests are made of.</summary>
    internal static IEnumerable<CellName> Cells(IReadOnlyList<ILane> lanes) => Plays(lanes).Select(cell => cell.Play.CellOf(cell.Observer));

    private static IEnumerable<(PlannedPlay Play, Observer Observer)> Plays(IReadOnlyList<ILane> lanes)
    {
        foreach (Scene scene in SceneCatalogue.All)
        {
            foreach (var lane in lanes)
            {
                foreach (var observer in lane.Observers)
                {
                    yield return (new PlannedPlay(scene, lane.Name, [observer], 1), observer);
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

    private sealed class BookedCommand(TestCommand inner) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            var (planned, observer) = ((PlannedPlay)Test.Arguments[0]!, (Observer)Test.Arguments[1]!);
            LaneHosts.Ledger.Begin(planned.CellOf(observer));
            TestResult result;
            try
            {
                result = innerCommand.Execute(context);
            }
            catch (Exception e)
            {
                // Outside of this command the runner turns it into the same outcome.
                context.CurrentResult.RecordException(e);
                result = context.CurrentResult;
            }

            LaneHosts.Ledger.End(planned.CellOf(observer), result.ResultState.Status switch
            {
                TestStatus.Passed => SuiteLedger.TestEnd.Passed,
                TestStatus.Skipped => SuiteLedger.TestEnd.Skipped,
                _ => SuiteLedger.TestEnd.Failed,
            });
            return result;
        }
    }
}
