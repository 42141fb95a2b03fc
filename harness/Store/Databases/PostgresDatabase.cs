using System.Data.Common;
using Npgsql;

namespace Harness.Store.Databases;

/// <summary>A database on a PostgreSQL server; its tables lie in the first schema of the search path.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    // Any number: the key of the lock that writers of stores take, "harness" in ASCII.
    private const long WritersLock = 0x6861726e657373;
    private const int SecondsToConnect = 5;

    private readonly NpgsqlConnectionStringBuilder _settings;

    public PostgresDatabase(NpgsqlConnectionStringBuilder settings)
    {
        // One connection for the life of a command; a run that is done must not wait long for a server that is not there.
        settings.Pooling = false;
        settings.CommandTimeout = SecondsAllowed;
        if (!settings.ContainsKey("Timeout"))
        {
            settings.Timeout = SecondsToConnect;
        }

        _settings = settings;
    }

    public override string Name => $"PostgreSQL database '{_settings.Database ?? _settings.Username}' at {_settings.Host}";

    public override string Remedy => $"Check the server and {StoreAddress.Variable}, or set that to 'none'.";

    public override string Identity => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

    public override string Clustered => string.Empty;

    public override string CountTables => "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @table";

    public override string Size => "SELECT pg_database_size(current_database())";

    public override DbConnection Open()
    {
        var connection = new NpgsqlConnection(_settings.ConnectionString);
        connection.Open();
        return connection;
    }

    public override DbTransaction BeginWriting(DbConnection connection)
    {
        var transaction = connection.BeginTransaction();
        connection.Execute($"SET LOCAL lock_timeout = '{SecondsAllowed}s'; SELECT pg_advisory_xact_lock({WritersLock})");
        return transaction;
    }
}
