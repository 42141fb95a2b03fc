using System.Data.Common;
using Harness.Store;
using Harness.Tests.Imaging;

namespace Harness.Tests.Store;

/// <summary>What a store of a test is in.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>An empty place for a store, which goes away after the test.</summary>
internal sealed class StorePlace : IDisposable
{
    private static int _schemas;

    private readonly TemporaryFolder _folder = new();

    public StorePlace(StoreKind kind) => Text = kind == StoreKind.Sqlite ? Path.Combine(_folder.Path, "new", "store.db") : NewSchema();

    /// <summary>As it stands in the variable.</summary>
    public string Text { get; }

    public StoreAddress Address => StoreAddress.Parse(Text)!;

    /// <summary>A folder for files of the test.</summary>
    public string Folder => _folder.Path;

    /// <summary>Opens the database past the store.</summary>
    public DbConnection Connect() => Address.Database.Open();

    public void Dispose() => _folder.Dispose();

    /// <summary>A schema costs less than a database, and separates as well. The server goes away with all of them.</summary>
    private static string NewSchema()
    {
        var name = $"test_{Interlocked.Increment(ref _schemas)}";
        var server = PostgresServer.Shared;
        using var connection = server.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE SCHEMA {name}";
        command.ExecuteNonQuery();
        return $"{server.ConnectionString};Search Path={name}";
    }
}
