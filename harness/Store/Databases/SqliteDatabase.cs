using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Harness.Store.Databases;

/// <summary>A file. Written ahead (WAL): readers do not wait for a writer, and a writer that is killed leaves nothing half done.</summary>
internal sealed class SqliteDatabase(string path) : StoreDatabase
{
    public override string Name => path;

    public override string Remedy => $"Name another file by {StoreAddress.Variable}, or 'none'.";

    public override string Identity => "INTEGER PRIMARY KEY";

    public override string Clustered => "WITHOUT ROWID";

    public override string CountTables => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table";

    public override string Size => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";

    public override bool Exists => File.Exists(path);

    public override DbConnection Open()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, ForeignKeys = true, DefaultTimeout = SecondsAllowed, Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    public override void Found(DbConnection connection) => connection.Execute("PRAGMA journal_mode = WAL");

    // Not deferred: the file is locked for other writers at once.
    public override DbTransaction BeginWriting(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);
}
