using System.Data.Common;

namespace Harness.Store.Databases;

/// <summary>Brings a database to the schema that this program knows: the numbered files of the folder <c>Schema</c>, each once and in order.</summary>
internal static class Migrations
{
    private const string Table = "migrations";

    /// <summary>The files by number, from 1.</summary>
    private static readonly string[] Files = [.. typeof(Migrations).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)];

    /// <summary>The schema that this program knows.</summary>
    public static int Newest => Files.Length;

    /// <summary>The schema that a database has; 0 for an empty one.</summary>
    public static int VersionOf(StoreDatabase database, DbConnection connection)
        => connection.Number(database.CountTables, ("@table", Table)) == 0 ? 0 : (int)connection.Number($"SELECT COALESCE(MAX(version), 0) FROM {Table}");

    /// <summary>Applies what is missing, all of it or nothing.</summary>
    /// <param name="database">Where.</param>
    /// <param name="connection">Open.</param>
    /// <param name="upTo">The last one to apply.</param>
    /// <exception cref="StoreException">The database was written by a newer program.</exception>
    public static void Apply(StoreDatabase database, DbConnection connection, int upTo)
    {
        var version = VersionOf(database, connection);
        if (version > Newest)
        {
            throw new StoreException($"The schema of {database.Name} is version {version}, and this harness knows versions up to {Newest}: use a newer harness, or another store.");
        }

        if (version >= upTo)
        {
            return;
        }

        if (version == 0)
        {
            database.Found(connection);
        }

        using var transaction = database.BeginWriting(connection);
        connection.Execute($"CREATE TABLE IF NOT EXISTS {Table} (version BIGINT PRIMARY KEY)");
        // Another program may have done it meanwhile.
        for (var next = VersionOf(database, connection) + 1; next <= upTo; next++)
        {
            connection.Execute(Text(Files[next - 1]).Replace("{identity}", database.Identity, StringComparison.Ordinal).Replace("{clustered}", database.Clustered, StringComparison.Ordinal));
            connection.Execute($"INSERT INTO {Table} (version) VALUES (@version)", ("@version", (long)next));
        }

        transaction.Commit();
    }

    private static string Text(string file)
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }
}
