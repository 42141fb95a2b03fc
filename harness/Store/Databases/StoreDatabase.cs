using System.Data.Common;

namespace Harness.Store.Databases;

/// <summary>What differs between the databases that a store can be in.</summary>
internal abstract class StoreDatabase
{
    /// <summary>How long a statement, or another writer that is waited for, may take. In seconds.</summary>
    protected const int SecondsAllowed = 30;

    /// <summary>As messages name it; without passwords.</summary>
    public abstract string Name { get; }

    /// <summary>What to do when it cannot be used, as a sentence.</summary>
    public abstract string Remedy { get; }

    /// <summary>A primary key that the database counts up.</summary>
    public abstract string Identity { get; }

    /// <summary>Makes a table lie in the order of its primary key, where the database can.</summary>
    public abstract string Clustered { get; }

    /// <summary>Counts the tables that are called <c>@table</c>.</summary>
    public abstract string CountTables { get; }

    /// <summary>Size of the database in bytes, as a query.</summary>
    public abstract string Size { get; }

    /// <summary>Whether there is a database; one that is not there is made by <see cref="Open"/>, where that is possible.</summary>
    public virtual bool Exists => true;

    /// <summary>Opens a connection.</summary>
    public abstract DbConnection Open();

    /// <summary>Settings that a database keeps, made when it is new.</summary>
    public virtual void Found(DbConnection connection)
    {
    }

    /// <summary>Begins to write. Writers wait for each other, so that what one has looked up stays true until it commits.</summary>
    public abstract DbTransaction BeginWriting(DbConnection connection);
}
