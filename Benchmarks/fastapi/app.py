"""The peer: FastAPI + uvicorn + SQLite doing the same two reads, the token checked. Start: DATABASE=… SECRET=… uvicorn app:app"""

import os
import sqlite3

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

COLUMNS = "id, email, name, phone, role, status, last_login_at AS lastLoginAt, created_at AS createdAt, updated_at AS updatedAt"

app = FastAPI()
database = sqlite3.connect(os.environ["DATABASE"], check_same_thread=False)
database.row_factory = sqlite3.Row


class User(BaseModel):
    id: str
    email: str
    name: str
    phone: str | None
    role: str
    status: str
    lastLoginAt: str | None
    createdAt: str
    updatedAt: str


class Page(BaseModel):
    items: list[User]


async def caller(authorization: str = Header()):
    scheme, _, token = authorization.partition(" ")
    try:
        return jwt.decode(token, os.environ["SECRET"], algorithms=["HS256"], options={"verify_aud": False})["sub"]
    except jwt.PyJWTError:
        raise HTTPException(401)


@app.get("/v1/users/{id}")
async def get(id: str, _: str = Depends(caller)) -> User:
    row = database.execute(f"SELECT {COLUMNS} FROM users WHERE id = ? AND deleted_at IS NULL", (id,)).fetchone()
    if row is None:
        raise HTTPException(404)
    return User(**row)


@app.get("/v1/users")
async def newest(limit: int = 20, _: str = Depends(caller)) -> Page:
    rows = database.execute(
        f"SELECT {COLUMNS} FROM users WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT ?", (limit,)
    )
    return Page(items=[User(**row) for row in rows])
