using System.Data.Common;
using Harness.Runs.Records;
using Harness.Store.Databases;

namespace Harness.Store;

/// <summary>
/// Runs in a database, with their cells, samples and fingerprints. For one thread; any number of programs may use one database at the same time, and one that is
/// killed leaves no part of the run that it was writing.
/// </summary>
public sealed class RunStore : IDisposable
{
    private readonly StoreDatabase _database;
    private readonly DbConnection _connection;

    private RunStore(StoreDatabase database, DbConnection connection) => (_database, _connection) = (database, connection);

    /// <summary>Opens a store, makes it where there is none, and brings the schema of an older one up to date.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public static RunStore Open(StoreAddress address) => Guarded(address.Database, () =>
    {
        var connection = address.Database.Open();
        try
        {
            Migrations.Apply(address.Database, connection, Migrations.Newest);
            return new RunStore(address.Database, connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Opens a store that is there.</summary>
    /// <exception cref="StoreException">There is none, or it cannot be used.</exception>
    public static RunStore OpenExisting(StoreAddress address) => address.Database.Exists
        ? Open(address)
        : throw new StoreException($"There is no store at {address}: `harness run` makes one, or {StoreAddress.Variable} names another.");

    /// <summary>Stores a run, all of it or nothing.</summary>
    /// <returns>False when a run of that id was there already; it stays as it is.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Save(RunDocument run) => Guarded(_database, () =>
    {
        using var transaction = _database.BeginWriting(_connection);
        if (_connection.Number("SELECT COUNT(*) FROM runs WHERE id = @id", ("@id", run.Id)) > 0)
        {
            return false;
        }

        new RunWriter(_connection).Write(run);
        transaction.Commit();
        return true;
    });

    /// <summary>The runs in short, oldest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredRun> Runs(RunFilter? filter = null) => Guarded(_database, () => new HistoryReader(_connection, filter ?? new RunFilter()).Runs());

    /// <summary>What runs measured of one metric, lane by lane.</summary>
    /// <param name="metric">Its name.</param>
    /// <param name="filter">Which runs.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<MetricHistory> Histories(string metric, RunFilter? filter = null)
        => Guarded(_database, () => new HistoryReader(_connection, filter ?? new RunFilter()).Histories(metric));

    /// <summary>The medians that runs measured of all metrics, in the order of their names and lanes; the samples are left in the store.</summary>
    /// <param name="filter">Which runs.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<MetricHistory> Overview(RunFilter? filter = null) => Guarded(_database, () => new HistoryReader(_connection, filter ?? new RunFilter()).Histories(null));

    /// <summary>A run as it was stored; null when there is none of that id.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public RunDocument? Read(string id) => Guarded(_database, () => RunReader.Read(_connection, id));

    /// <summary>What the store holds.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoreStatus Status() => Guarded(_database, () => _connection.Read(
        row => new StoreStatus(
            (int)row.GetInt64(0),
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
            row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6))),
        $"SELECT (SELECT MAX(version) FROM migrations), COUNT(*), (SELECT COUNT(*) FROM cells), (SELECT COALESCE(SUM(launches), 0) FROM measurements), ({_database.Size}), MIN(started), MAX(started) FROM runs")[0]);

    public void Dispose() => _connection.Dispose();

    private static T Guarded<T>(StoreDatabase database, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is DbException or (IOException and not StoreException) or UnauthorizedAccessException or TimeoutException)
        {
            throw new StoreException($"The store {database.Name} cannot be used: {e.Message.TrimEnd('.')}. {database.Remedy}", e);
        }
    }
}
