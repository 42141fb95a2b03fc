using System.Security;
using BenchmarkDotNet.Characteristics;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.CsProj;
using BenchmarkDotNet.Toolchains.DotNetCli;
using BenchmarkDotNet.Validators;

namespace Harness.Perf;

/// <summary>
/// Runs benchmarks of this machine in a process of their own, as BenchmarkDotNet does, on the assemblies that lie beside this program: seconds to build. Left alone, it
/// looks for a project of that name below the working directory, and builds all rooms anew into one folder, where guests' native agent, minutes later, is not found.
/// </summary>
internal sealed class AsBuiltToolchain : Toolchain
{
    /// <summary>The toolchain of all jobs on this machine.</summary>
    public static readonly AsBuiltToolchain Instance = new();

    private const string Framework = "net10.0";

    private AsBuiltToolchain() : base("AsBuilt", new ProgramAlone(), new DotNetCliBuilder(Framework), new DotNetCliExecutor(null!))
    {
    }

    public override IEnumerable<ValidationError> Validate(BenchmarkCase benchmarkCase, IResolver resolver)
    {
        var errors = base.Validate(benchmarkCase, resolver);
        return benchmarkCase.Job.Environment.HasValue(EnvironmentMode.RuntimeCharacteristic)
            ? errors.Append(new ValidationError(true, $"The rooms are built for {Framework} alone: leave out --runtimes.", benchmarkCase))
            : errors;
    }

    private sealed class ProgramAlone() : CsProjGenerator(Framework, null!, null!, null!)
    {
        protected override void GenerateProject(BuildPartition buildPartition, ArtifactsPaths artifactsPaths, ILogger logger)
        {
            // Sdk.props has to come after what keeps it from reading the repository's.
            var assemblies = SecurityElement.Escape(Path.GetDirectoryName(buildPartition.AssemblyLocation));
            File.WriteAllText(artifactsPaths.ProjectFilePath, $"""
                <Project>
                  <PropertyGroup>
                    <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                    <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                    <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
                  </PropertyGroup>
                  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                  <PropertyGroup>
                    <TargetFramework>{Framework}</TargetFramework>
                    <AssemblyName>{artifactsPaths.ProgramName}</AssemblyName>
                    <OutputType>Exe</OutputType>
                    <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                    <InvariantGlobalization>true</InvariantGlobalization>
                    <UseAppHost>false</UseAppHost>
                    <EnableDefaultItems>false</EnableDefaultItems>
                    <RunAnalyzers>false</RunAnalyzers>
                  </PropertyGroup>
                  {GetRuntimeSettings(buildPartition.RepresentativeBenchmarkCase.Job.Environment.Gc, buildPartition.Resolver)}
                  <ItemGroup>
                    <Compile Include="{Path.GetFileName(artifactsPaths.ProgramCodePath)}" />
                    <Reference Include="{assemblies}/*.dll" />
                  </ItemGroup>
                  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                </Project>
                """);
        }
    }
}
