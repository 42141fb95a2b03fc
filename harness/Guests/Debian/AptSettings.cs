using System.Text;

namespace Harness.Guests.Debian;

/// <summary>Writes the settings of an apt that has a folder of its own and touches nothing of the machine's.</summary>
internal static class AptSettings
{
    public const string ConfigurationFile = "apt.conf";
    public const string Lists = "lists";
    private const string SourcesFile = "harness.sources";

    /// <summary>
    /// Writes sources and configuration into the folder. The machine's own configuration stays in force beneath (a proxy, for instance);
    /// what would choose other versions or run other programs is taken out of it.
    /// </summary>
    /// <returns>Suites that the mirror does not have.</returns>
    public static IReadOnlyList<string> Write(string folder, DebianMirror mirror, IReadOnlyList<string> suites, IReadOnlyList<string> components)
    {
        Directory.CreateDirectory(Path.Combine(folder, Lists, "partial"));
        Directory.CreateDirectory(Path.Combine(folder, "archives", "partial"));
        File.WriteAllText(Path.Combine(folder, "status"), string.Empty);
        File.WriteAllText(Path.Combine(folder, ConfigurationFile), Configuration(folder));

        var sources = new StringBuilder();
        var missing = new List<string>();
        foreach (var suite in suites)
        {
            if (mirror.For(suite) is { } entry)
            {
                sources.Append(Stanza(entry, suite, components));
            }
            else
            {
                missing.Add(suite);
            }
        }

        File.WriteAllText(Path.Combine(folder, SourcesFile), sources.ToString());
        return missing;
    }

    private static string Stanza(AptSource entry, string suite, IReadOnlyList<string> components)
    {
        // Options that say which part of an archive is read are for the machine's packages, not for these.
        string[] left = ["architectures", "arch", "languages", "lang", "targets", "target", "pdiffs", "by-hash"];
        var stanza = new StringBuilder();
        stanza.Append("Types: deb\n").Append("URIs: ").AppendJoin(' ', entry.Uris).Append("\nSuites: ").Append(suite)
            .Append("\nComponents: ").AppendJoin(' ', components).Append("\nTargets: Packages\nPDiffs: no\n");
        foreach (var (name, value) in entry.Options.Where(option => !left.Contains(option.Key)))
        {
            stanza.Append(name).Append(": ").Append(value).Append('\n');
        }

        return stanza.Append('\n').ToString();
    }

    private static string Configuration(string folder) =>
        $$"""
        #clear APT::Update;
        #clear APT::Architectures;
        #clear APT::Default-Release;
        #clear DPkg;
        #clear Acquire::IndexTargets::deb::DEP-11;
        #clear Acquire::IndexTargets::deb::Contents-deb;
        Dir::State "{{folder}}";
        Dir::State::lists "{{folder}}/{{Lists}}/";
        Dir::State::status "{{folder}}/status";
        Dir::Cache "{{folder}}";
        Dir::Cache::archives "{{folder}}/archives/";
        Dir::Cache::pkgcache "pkgcache.bin";
        Dir::Cache::srcpkgcache "srcpkgcache.bin";
        Dir::Etc::sourcelist "{{folder}}/{{SourcesFile}}";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::preferences "/dev/null";
        Dir::Etc::preferencesparts "/dev/null";
        APT::Architecture "amd64";
        APT::Architectures { "amd64"; };
        APT::Install-Recommends "false";
        APT::Install-Suggests "false";
        APT::Get::AllowUnauthenticated "false";
        APT::Sandbox::User "";
        APT::Update::Error-Mode "any";
        APT::Cmd::Pattern-Only "true";
        Acquire::Languages "none";
        Acquire::Retries "3";
        Acquire::http::Timeout "30";
        Acquire::https::Timeout "30";

        """;
}
