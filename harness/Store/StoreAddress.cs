using Harness.Runs.Plan;
using Harness.Store.Databases;
using Npgsql;

namespace Harness.Store;

/// <summary>Where runs are stored.</summary>
public sealed class StoreAddress
{
    /// <summary>Names the store: the file of an SQLite database, a connection string of PostgreSQL, or <c>none</c>.</summary>
    public const string Variable = "HARNESS_STORE";

    /// <summary>The store that is used where nothing is said.</summary>
    public const string Default = "runs/store.db";

    private const string Nowhere = "none";

    private StoreAddress(StoreDatabase database) => Database = database;

    internal StoreDatabase Database { get; }

    /// <summary>The address that the environment names; null for <c>none</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static StoreAddress? FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Reads an address; null for <c>none</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static StoreAddress? Parse(string? text)
    {
        var address = string.IsNullOrWhiteSpace(text) ? Default : text.Trim();
        if (address.Equals(Nowhere, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"{Variable}: write the address of a PostgreSQL server as 'Host=...;Database=...;Username=...', not as a URL.");
        }

        if (!address.Contains("Host=", StringComparison.OrdinalIgnoreCase) && !address.Contains("Server=", StringComparison.OrdinalIgnoreCase))
        {
            return new StoreAddress(new SqliteDatabase(address));
        }

        try
        {
            return new StoreAddress(new PostgresDatabase(new NpgsqlConnectionStringBuilder(address)));
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{Variable} is no connection string of PostgreSQL: {e.Message}");
        }
    }

    /// <summary>As messages name it; without passwords.</summary>
    public override string ToString() => Database.Name;
}
